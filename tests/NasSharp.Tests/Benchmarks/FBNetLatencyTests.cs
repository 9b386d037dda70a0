using System.IO.Compression;
using NasSharp.Benchmarks;
using NasSharp.Benchmarks.FBNetLatency;
using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;
using NasSharp.Zoo.FBNet;

namespace NasSharp.Tests.Benchmarks;

public sealed class FBNetLatencyTests : IDisposable
{
    private const string Skips = "8888888888888888888888", First = "0000000000000000000000", Mixed = "7888888888888888888880";

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-fbnet-").FullName;

    private string Target => Path.Combine(_folder, "table.nasb");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keys_and_blocks_are_those_of_the_zoo()
    {
        using var network = new FBNetNetwork();
        Assert.Equal(SearchSpace.Of(network).Fingerprint, FBNetLatencySpace.Space.Fingerprint);
        Assert.Equal(Mixed, FBNetLatencySpace.Print(FBNetLatencySpace.Parse(Mixed)));
    }

    [Fact]
    public void Measured_networks_are_found_and_others_are_unknown()
    {
        Import($"{Skips},4,12.5", $"{First},30,99.25", $"{Mixed},5.5,13");
        using var table = FBNetLatencyTable.Open(Target);
        Assert.Equal(3, table.Count);
        Assert.Equal(["pixel3", "1080ti_32"], table.Devices);
        Assert.Equal(99.25, table.Milliseconds(FBNetLatencySpace.Parse(First), "1080ti_32"));
        Assert.Equal(4, table.Milliseconds(FBNetLatencySpace.Parse(Skips), "pixel3"));
        Assert.Null(table.Milliseconds(FBNetLatencySpace.Parse("1" + Skips[1..]), "pixel3"));
        Assert.Contains("has no device 'nokia'; it has pixel3, 1080ti_32", Assert.Throws<BenchmarkException>(() => table.Milliseconds(FBNetLatencySpace.Parse(First), "nokia")).Message);
        Assert.Equal([Mixed, Skips], table.Query(new Dictionary<string, string> { ["layer_1"] = "skip" }, "pixel3").Select(r => FBNetLatencySpace.Print(r.Architecture)));
        Assert.Equal(6, table.Query().Count());
        Assert.Empty(table.LayerDevices);
        Assert.Contains("was made without them", Assert.Throws<BenchmarkException>(() => table.Layers("pixel3")).Message);
    }

    [Fact]
    public void Latencies_by_layer_add_up_and_are_searched()
    {
        Layers(line => line);
        Import($"{Skips},4,12.5");
        using var table = FBNetLatencyTable.Open(Target);
        Assert.Equal(["phone"], table.LayerDevices);
        // A constant of 2, and for each layer the number of its block.
        Assert.Equal(2 + 22 * 8, table.Layers("phone").Of(FBNetLatencySpace.Parse(Skips)));
        Assert.Equal(2 + 7 + 20 * 8, table.Layers("phone").Of(FBNetLatencySpace.Parse(Mixed)));
        var task = FBNetLatencyTasks.Fastest(table, "phone");
        Assert.Equal(-2, task.BestScore);
        var run = BenchmarkSearch.Run(task, (_, seed) => BenchmarkTuners.Create("local-search", task, seed: seed), new BenchmarkBudget { Queries = 2000 }, 1);
        Assert.Equal(-table.Layers("phone").Of(run.Best), run.Score);
        Assert.InRange(run.Score, -45, -2); // random networks cost 90
    }

    [Theory]
    [InlineData("row 2: the network 8888888888888888888888 occurs twice", Skips + ",4,1", Skips + ",4,1")]
    [InlineData("row 1: 'arch' is '88'; expected 22 digits from 0 to 8", "88,4,1")]
    [InlineData("row 1: 'pixel3' is '-1'", Skips + ",-1,1")]
    [InlineData("row 2: '1080ti_32' is NaN, which is not a finite number", First + ",1,1", Skips + ",1,NaN")]
    [InlineData("row 1: '1080ti_32' is missing", First + ",1,")]
    [InlineData("row 1: 2 fields; expected 3", First + ",1")]
    [InlineData("there are no rows")]
    public void A_bad_table_is_refused_with_the_row_and_nothing_is_left(string expected, params string[] rows)
    {
        Assert.Contains(expected.Replace("'-1'", "-1"), Assert.Throws<BenchmarkException>(() => Import(rows)).Message);
        Assert.False(File.Exists(Target));
    }

    [Theory]
    [InlineData("device phone has no layer 3, operation 2", "phone,3,2,2", null)]
    [InlineData("layer 3, operation 2 occurs twice", "phone,3,3,3", "phone,3,2,3")]
    [InlineData("'op' is 9; expected 0 to 8", "phone,3,3,3", "phone,3,9,3")]
    [InlineData("'ms' is -0.5", "phone,3,3,3", "phone,3,3,-0.5")]
    public void Bad_latencies_by_layer_are_refused(string expected, string line, string? instead)
    {
        Layers(l => l == line ? instead : l);
        Assert.Contains(expected, Assert.Throws<BenchmarkException>(() => Import($"{Skips},4,1")).Message);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void Published_latencies_are_the_sums_of_their_layers()
    {
        FBNetLatencyTable.Import(ResearchData.Folder("hw"), Target);
        using var table = FBNetLatencyTable.Open(Target);
        Assert.Equal(5_000, table.Count);
        Assert.Equal(27, table.Devices.Count);
        foreach (var device in table.LayerDevices)
        {
            var layers = table.Layers(device);
            // Latencies are printed with six digits.
            Assert.All(table.Query(device: device).Take(500), r => Assert.InRange(Math.Abs(r.Milliseconds - layers.Of(r.Architecture)), 0, 5.1e-6 * r.Milliseconds));
        }
    }

    private void Import(params string[] rows)
    {
        Write("fbnet_help_latency.csv.gz", ["arch,pixel3,1080ti_32", .. rows]);
        FBNetLatencyTable.Import(_folder, Target);
    }

    private void Layers(Func<string, string?> change) => Write("fbnet_hwnasbench_lut.csv.gz",
        [.. new[] { "device,layer,op,ms", "phone,-1,-1,2" }.Concat(Enumerable.Range(0, 22).SelectMany(l => Enumerable.Range(0, 9).Select(o => $"phone,{l},{o},{o}"))).Select(change).OfType<string>()]);

    private void Write(string name, IEnumerable<string> lines)
    {
        using var file = new StreamWriter(new GZipStream(File.Create(Path.Combine(_folder, name)), CompressionLevel.Fastest));
        foreach (var line in lines)
            file.WriteLine(line);
    }
}
