using System.Xml.Linq;
using NasSharp.Tests.Benchmarks;

namespace NasSharp.Cli.Tests.Commands;

public sealed class BenchmarkCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nasctl-benchmark-").FullName;
    private readonly string _table;

    public BenchmarkCommandTests()
    {
        _table = Path.Combine(_folder, "table.nasb");
        var world = new TestWorld();
        Assert.Equal(0, world.Run("benchmark", "import", "nasbench201", "--from", InventedNasBench201.Write(_folder), "--to", _table));
        Assert.Contains("15,625 architectures", world.Out, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Query_lists_the_best_that_fit()
    {
        var world = new TestWorld();
        Assert.Equal(0, world.Run("benchmark", "query", "--operations", "0_1=conv_3x3,2_3=none", "--images", "cifar10", "--limit", "2", "--table", _table));
        Assert.Contains("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|none~2|", world.Out, StringComparison.Ordinal);
        Assert.Contains("625 architectures fit", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_prints_the_curve_the_result_and_the_test_against_random()
    {
        var world = new TestWorld();
        Assert.Equal(0, world.Run("benchmark", "run", "--tuner", "evolution", "--budget", "60", "--seeds", "8", "--table", _table));
        Assert.StartsWith("queries", world.Out, StringComparison.Ordinal);
        Assert.Contains("evolution: 8 searches on nasbench201 Cifar100 SingleRun, 60 trials each", world.Out, StringComparison.Ordinal);
        Assert.Contains("Wilcoxon", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_with_the_papers_protocol_shows_the_published_numbers()
    {
        var world = new TestWorld();
        Assert.Equal(0, world.Run("benchmark", "run", "--tuner", "random", "--paper", "--images", "cifar10", "--seeds", "2", "--table", _table));
        Assert.Contains("published: test accuracy 93.70 +- 0.36", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ranks_the_tuners_and_draws_their_regret()
    {
        var (world, svg) = (new TestWorld(), Path.Combine(_folder, "regret.svg"));
        Assert.Equal(0, world.Run("benchmark", "compare", "--tuners", "random,evolution,local-search", "--budget", "50", "--seeds", "5", "--svg", svg, "--table", _table));
        Assert.Contains("critical difference of ranks", world.Out, StringComparison.Ordinal);
        Assert.Equal(3, XDocument.Load(svg).Descendants().Count(e => e.Name.LocalName == "polyline"));
    }

    [Fact]
    public void Other_benchmarks_are_imported_queried_searched_and_compared()
    {
        var (file, svg) = (Path.Combine(_folder, "latency.nasb"), Path.Combine(_folder, "latency.svg"));
        string[] Layers() => [.. Enumerable.Range(0, 22).SelectMany(l => Enumerable.Range(0, 9).Select(o => $"phone,{l},{o},{o}"))];
        Write("fbnet_help_latency.csv.gz", "arch,phone", "8888888888888888888888,178", "0000000000000000000000,2");
        Write("fbnet_hwnasbench_lut.csv.gz", ["device,layer,op,ms", "phone,-1,-1,2", .. Layers()]);
        Assert.Contains("2 architectures", Run("import", "fbnet-latency", "--from", _folder, "--to", file), StringComparison.Ordinal);
        Assert.Contains("2.00    0000000000000000000000", Run("query", "--space", "fbnet-latency", "--device", "phone", "--table", file), StringComparison.Ordinal);
        Assert.Contains("1 architectures fit", Run("query", "--space", "fbnet-latency", "--device", "phone", "--operations", "layer_3=skip", "--table", file), StringComparison.Ordinal);
        Assert.Contains("of -2.00; latency with a minus", Run("run", "--space", "fbnet-latency", "--device", "phone", "--budget", "30", "--seeds", "3", "--table", file), StringComparison.Ordinal);
        Assert.Contains("critical difference", Run("compare", "--space", "fbnet-latency", "--device", "phone", "--tuners", "random,tpe", "--budget", "30", "--seeds", "3", "--svg", svg, "--table", file), StringComparison.Ordinal);
        Assert.Contains("regret, ms", File.ReadAllText(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void Nds_is_queried_and_not_searched()
    {
        var (folder, file) = (Path.Combine(_folder, "sweeps"), Path.Combine(_folder, "nds.nasb"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Vanilla.json"),
            """[{"net": {"block_type": "double_plain_block", "ds": [1, 2]}, "optim": {"base_lr": 0.1, "wd": 0.0005, "max_ep": 1}, "rng_seed": 1, "train_ep_top1": [40], "test_ep_top1": [45.5], "params": 10, "flops": 20}]""");
        Assert.Contains("1 architectures", Run("import", "nds", "--from", folder, "--to", file), StringComparison.Ordinal);
        Assert.Contains("54.50     54.50  10          20", Run("query", "--space", "nds", "--operations", "family=vanilla,wd=0.0005", "--table", file), StringComparison.Ordinal);
        var world = new TestWorld();
        Assert.Equal(2, world.Run("benchmark", "run", "--space", "nds", "--table", file));
        Assert.Contains("a sample of networks, not a space", world.Error, StringComparison.Ordinal);
    }

    private static string Run(params string[] arguments)
    {
        var world = new TestWorld();
        Assert.Equal((0, ""), (world.Run(["benchmark", .. arguments]), world.Error));
        return world.Out;
    }

    private void Write(string name, params string[] lines)
    {
        using var file = new StreamWriter(new System.IO.Compression.GZipStream(File.Create(Path.Combine(_folder, name)), System.IO.Compression.CompressionLevel.Fastest));
        foreach (var line in lines)
            file.WriteLine(line);
    }

    [Theory]
    [InlineData(2, "benchmark 'nasbench21' is unknown", "import", "nasbench21", "--from", ".")]
    [InlineData(2, "tuner 'evolutoin' is unknown", "compare", "--tuners", "random,evolutoin")]
    [InlineData(2, "no argument 'speed'", "run", "--set", "speed=3")]
    [InlineData(2, "'oops' is not name=value", "run", "--set", "oops")]
    [InlineData(3, "12 and 200", "query", "--epochs", "90")]
    [InlineData(2, "--device: nasbench201 has nothing to choose from there", "run", "--device", "phone")]
    [InlineData(2, "--images: nasbench-macro has nothing to choose from there", "query", "--space", "nasbench-macro", "--images", "cifar10")]
    [InlineData(3, "is a table of nasbench201, not of nasbench101", "query", "--space", "nasbench101")]
    public void Wrong_use_is_one_line(int code, string expected, params string[] arguments)
    {
        var world = new TestWorld();
        Assert.Equal(code, world.Run(["benchmark", .. arguments, .. arguments[0] == "import" ? Array.Empty<string>() : ["--table", _table]]));
        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void A_missing_table_says_how_to_make_it()
    {
        var world = new TestWorld();
        Assert.Equal(3, world.Run("benchmark", "run", "--table", Path.Combine(_folder, "nowhere.nasb")));
        Assert.Contains("nasctl benchmark import nasbench201", world.Error, StringComparison.Ordinal);
    }
}
