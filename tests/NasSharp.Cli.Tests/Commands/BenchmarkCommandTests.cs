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

    [Theory]
    [InlineData(2, "benchmark 'nasbench21' is unknown", "import", "nasbench21", "--from", ".")]
    [InlineData(2, "tuner 'evolutoin' is unknown", "compare", "--tuners", "random,evolutoin")]
    [InlineData(2, "no argument 'speed'", "run", "--set", "speed=3")]
    [InlineData(2, "'oops' is not name=value", "run", "--set", "oops")]
    [InlineData(3, "12 and 200", "query", "--epochs", "90")]
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
