using System.IO.Compression;
using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Tests.Hardware;

public sealed class LatencyTableTests : IDisposable
{
    private static readonly SearchSpace Two = new([Choice.Layer("a", ["x", "y"]), Choice.Layer("b", ["x", "y", "z"])]);

    private static readonly SearchSpace FBNet = new(Enumerable.Range(0, 22).Select(i =>
        Choice.Layer($"layer_{i}", ["k3_e1", "k3_e1_g2", "k3_e3", "k3_e6", "k5_e1", "k5_e1_g2", "k5_e3", "k5_e6", "skip"])));

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-latency-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text, string name = "table")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    // Tables of HW-NAS-Bench (MIT), recovered from the latencies of 5,000 networks: each layer's least number is 0, the rest stands in the constant.
    private string FBNetTables()
    {
        using var stream = typeof(LatencyTableTests).Assembly.GetManifestResourceStream("NasSharp.Tests.Hardware.fbnet_latencies.csv")!;
        using var reader = new StreamReader(stream);
        return Write(reader.ReadToEnd());
    }

    private static Architecture Of(int a, int b) => new(Two, [new("a", Decision.One(a)), new("b", Decision.One(b))]);

    [Theory]
    [InlineData("7818488874147327324245", 30.2529, 5.22998)]
    [InlineData("5355047552024513726040", 31.1756, 5.12227)]
    [InlineData("8215184662525125282350", 26.1915, 4.57638)]
    public void Latency_of_a_network_is_the_one_that_was_measured(string operations, double raspberry, double eyeriss)
    {
        var architecture = new Architecture(FBNet, operations.Index().Select(o => KeyValuePair.Create($"layer_{o.Index}", Decision.One(o.Item - '0'))));
        var path = FBNetTables();
        // The published numbers have six digits.
        Assert.Equal(raspberry, LatencyTable.Read(path, FBNet, "raspi4").Of(architecture), 1e-4);
        Assert.Equal(eyeriss, LatencyTable.Read(path, FBNet, "eyeriss").Of(architecture), 1e-5);
    }

    [Fact]
    public void File_of_several_devices_wants_a_name()
    {
        var path = FBNetTables();
        Assert.Contains("'raspi4'", Assert.Throws<LatencyException>(() => LatencyTable.Read(path, FBNet)).Message);
        Assert.Contains("did you mean 'raspi4'?", Assert.Throws<LatencyException>(() => LatencyTable.Read(path, FBNet, "raspi3")).Message);
    }

    [Fact]
    public void Compressed_file_is_the_same_table()
    {
        var path = Path.Combine(_folder, "table.csv.gz");
        using (var file = File.Create(path))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(FBNetTables()));
        Assert.Equal(LatencyTable.Read(FBNetTables(), FBNet, "eyeriss").Rows["layer_3"], LatencyTable.Read(path, FBNet, "eyeriss").Rows["layer_3"]);
    }

    [Fact]
    public void Text_is_a_matrix_in_microseconds_whose_known_names_may_stand_in_any_order()
    {
        var space = new SearchSpace([Choice.Layer("a", ["x", "y"]), Choice.Layer("b", ["x", "y"])]);
        Assert.Equal([0.2, 0.1], LatencyTable.Read(Write("y x\n100 200\n300 400\n"), space).Rows["a"]);
        Assert.Equal([0.3, 0.4], LatencyTable.Read(Write("other names\n100 200\n300 400\n"), space).Rows["b"]);
        Assert.Equal([300.0, 400], LatencyTable.Read(Write("other names\n100 200\n300 400\n"), space, unit: LatencyUnit.Milliseconds).Rows["b"]);
    }

    [Theory]
    [InlineData("""{"device": "phone", "unit": "us", "constant": 500, "choices": {"a": {"y": 2000, "x": 1000}, "b": [1000, 2000, 4000]}}""", "phone", 6.5)]
    [InlineData("""{"0": {"0": 1, "1": 2}, "1": {"2": 4, "1": 2, "0": 1}}""", "", 6)]
    public void Json_names_or_numbers_choices_and_candidates(string json, string device, double expected)
    {
        var table = LatencyTable.Read(Write(json), Two);
        Assert.Equal(device, table.Device);
        Assert.Equal(expected, table.Of(Of(1, 2)), 1e-12);
        Assert.Equal(table.Constant + 2, table.Least, 1e-12);
    }

    [Theory]
    [InlineData("""{"choices": {"a": [1, 2]}}""", "no row for the choice 'b'")]
    [InlineData("""{"choices": {"a": [1, 2], "b": {"x": 1, "y": 2}}}""", "no latency of candidate 'z' of 'b'")]
    [InlineData("""{"choices": {"a": [1, 2], "b": [1, 2, -3]}}""", "is -3; expected a number that is 0 or more")]
    [InlineData("""{"choices": {"a": [1, 2, 3]}}""", "more numbers than the 2 candidates of 'a'")]
    [InlineData("""{"choices": {"a": {"x": 1, "yy": 2}}}""", "no candidate 'yy'; did you mean 'y'?")]
    [InlineData("""{"choices": {"a": {"0": 1, "x": 2}}}""", "two latencies of candidate 'x' of 'a'")]
    [InlineData("""{"unit": "s", "choices": {}}""", "'unit' is 's'")]
    [InlineData("""{"choices": {"a": ["1", 2]}}""", "'a' must hold numbers")]
    [InlineData("""{"choices": """, "not valid JSON")]
    [InlineData("device,layer,op,ms\np,0,0,1\np,0,0", "line 3 has 3 columns")]
    [InlineData("layer,op,ms\n0,0,many", "line 2: 'many' is no number")]
    [InlineData("layer,op,ms\n7,0,1", "no layer '7'; the space has 2 layer choices")]
    [InlineData("a,b\n1,2", "must name the columns")]
    [InlineData("x y\n1 2\n", "the file has 1 layers, the space 2")]
    [InlineData("", "no numbers")]
    public void File_that_does_not_fit_is_refused_with_its_name_and_the_reason(string text, string reason)
    {
        var path = Write(text);
        var message = Assert.Throws<LatencyException>(() => LatencyTable.Read(path, Two)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(reason, message);
    }

    // The constant of the FPGA in the table of HW-NAS-Bench is -1.9e-14 ms, a remainder of the fit that it comes from.
    [Theory]
    [InlineData("device,layer,op,ms\nfpga,-1,-1,-1.931788063e-14\nfpga,0,0,1\nfpga,0,1,-9e-10\nfpga,1,0,3\nfpga,1,1,4\nfpga,1,2,5")]
    [InlineData("""{"unit": "us", "constant": -1.9e-11, "choices": {"a": [1000, -9e-7], "b": [3000, 4000, 5000]}}""")]
    public void Remainders_of_a_fit_below_0_are_0(string text)
    {
        var table = LatencyTable.Read(Write(text), Two);
        Assert.Equal((0, 0), (table.Constant, table.Rows["a"][1]));
        Assert.Equal(3, table.Of(Of(1, 0)));
    }

    [Theory]
    [InlineData("layer,op,ms\n-1,-1,-1.1e-9\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n1,2,5", "for what does not depend on choices is -1.1E-09")]
    [InlineData("layer,op,ms\n0,0,1\n0,1,-0.001\n1,0,3\n1,1,4\n1,2,5", "for candidate 'y' of 'a' is -0.001; expected a number that is 0 or more")]
    public void Latency_below_0_is_refused(string text, string reason)
        => Assert.Contains(reason, Assert.Throws<LatencyException>(() => LatencyTable.Read(Write(text), Two)).Message);

    [Fact]
    public void Missing_file_is_named() => Assert.Contains("nowhere", Assert.Throws<LatencyException>(() => LatencyTable.Read(Path.Combine(_folder, "nowhere"), Two)).Message);

    [Fact]
    public void Blocks_named_by_their_shapes_make_a_table()
    {
        var path = Write("Conv-input:4x4x3-output:4x4x8:\n  count: 3\n  mean: 4.5\n  var: 0.1\nblock-kernel:3:\n  mean: 1.5\nblock-kernel:5:\n  mean: 2.5\n");
        var blocks = BlockLatencies.Read(path);
        var table = LatencyTable.FromBlocks(Two, blocks, (choice, i) => i == 0 ? null : $"block-kernel:{2 * i + 1}", ["Conv-input:4x4x3-output:4x4x8"]);
        Assert.Equal(4.5 + 1.5 + 2.5, table.Of(Of(1, 2)), 1e-12);
        Assert.Contains("no latency of the block", Assert.Throws<LatencyException>(() => LatencyTable.FromBlocks(Two, blocks, (_, i) => $"block-kernel:{i}")).Message);
        Assert.Contains("line 1", Assert.Throws<LatencyException>(() => BlockLatencies.Read(Write("mean: 3\n"))).Message);
    }

    [Fact]
    public void Architecture_of_another_space_is_refused()
    {
        var table = LatencyTable.Read(Write("""{"a": [1, 2], "b": [1, 2, 3]}"""), Two);
        Assert.Throws<ArchitectureException>(() => table.Of(FBNet.First()));
    }
}
