using System.Text.Json;
using NasSharp.Tests.Benchmarks;

namespace NasSharp.Cli.Tests.Commands;

public sealed class ScoreCommandTests : IDisposable
{
    private static readonly string[] Small = ["score", "--space", "darts", "--cells", "2", "--channels", "2", "--nodes", "1", "--batch-size", "6", "--repeats", "1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Random_architectures_are_rated_with_parameters_first_and_written_as_CSV()
    {
        var (world, file) = (new TestWorld(), _folder["scores.csv"]);
        Assert.Equal((0, ""), (world.Run([.. Small, "--architectures", "3", "--output", file]), world.Error));
        Assert.Contains("parameters  flops", world.Out, StringComparison.Ordinal);
        var lines = File.ReadAllLines(file);
        Assert.Equal("architecture,parameters,flops,grad_norm,snip,grasp,fisher,synflow,jacob_cov,naswot,zen", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.All(lines.Skip(1), l => Assert.Equal(10, l[l.LastIndexOf('"')..].Count(c => c == ',')));
    }

    [Fact]
    public void Same_seed_gives_the_same_scores_and_another_one_others()
    {
        Assert.Equal(Run("1"), Run("1"));
        Assert.NotEqual(Run("1"), Run("2"));

        string Run(string seed)
        {
            var file = _folder["again.json"];
            Assert.Equal(0, new TestWorld().Run([.. Small, "--architectures", "2", "--seed", seed, "--output", file]));
            return File.ReadAllText(file);
        }
    }

    [Fact]
    public void One_architecture_is_explained_and_parameters_stand_beside_a_chosen_proxy()
    {
        var file = _folder["scores.json"];
        Assert.Equal(0, new TestWorld().Run([.. Small, "--architectures", "1", "--proxies", "naswot", "--output", file]));
        using var scores = JsonDocument.Parse(File.ReadAllText(file));
        var architecture = _folder["one.json"];
        File.WriteAllText(architecture, scores.RootElement[0].GetProperty("architecture").GetRawText());
        var world = new TestWorld();
        Assert.Equal((0, ""), (world.Run([.. Small, "--architecture", architecture, "--proxies", "naswot"]), world.Error));
        Assert.Matches(@"proxy +score\nparameters +\d+ +number of weights, the baseline\nnaswot +[\d.]+ ", world.Out);
    }

    [Fact]
    public void Benchmark_compares_each_proxy_with_the_accuracies_of_the_table()
    {
        var (world, tables) = (new TestWorld(), Directory.CreateDirectory(_folder["tables"]).FullName);
        var (table, file) = (_folder["table.nasb"], _folder["scores.csv"]);
        Assert.Equal(0, new TestWorld().Run("benchmark", "import", "nasbench201", "--from", InventedNasBench201.Write(tables), "--to", table));
        Assert.Equal((0, ""), (world.Run("score", "--benchmark", "nasbench201", "--table", table, "--images", "cifar10", "--architectures", "8", "--channels", "2", "--cells", "1",
            "--batch-size", "4", "--proxies", "flops,naswot", "--output", file), world.Error));
        Assert.Matches(@"proxy +Spearman +95 % interval +Kendall +95 % interval +ranked +missing\nparameters +-?\d\.\d{3} +-?\d\.\d{3} to -?\d\.\d{3}", world.Out);
        Assert.Contains("\nflops ", world.Out, StringComparison.Ordinal);
        Assert.Contains("\nnaswot ", world.Out, StringComparison.Ordinal);
        var lines = File.ReadAllLines(file);
        Assert.Equal("architecture,parameters,flops,naswot,accuracy", lines[0]);
        // The invented table gives 30 and 10 for each convolution of 3x3, 1 for each skip connection.
        Assert.All(lines.Skip(1), l => Assert.Equal(30 + 10 * Count(l, "=2") + Count(l, "=4"), double.Parse(l[(l.LastIndexOf(',') + 1)..], System.Globalization.CultureInfo.InvariantCulture)));

        static int Count(string line, string decision) => line.Split(decision).Length - 1;
    }

    [Theory]
    [InlineData("--proxies naswott", "nasctl: --proxies: 'naswott' is unknown: did you mean naswot?")]
    [InlineData("--output scores.txt", "nasctl: --output scores.txt: name a file that ends in .csv or .json")]
    [InlineData("--benchmark nasbench102", "nasctl: --benchmark 'nasbench102' is unknown: did you mean nasbench201?")]
    [InlineData("--batch-size 1", "nasctl: --batch-size '1' is not a whole number")]
    [InlineData("--batch-size 9999999 --train-images 12", "nasctl: --batch-size '9999999' is not a whole number from 2 to 65536")]
    [InlineData("--benchmark nasbench201 --space enas-macro", "nasctl: --space enas-macro: the networks of --benchmark nasbench201")]
    [InlineData("--architecture a.json --benchmark nasbench201", "nasctl: --architecture and --benchmark exclude each other")]
    public void Wrong_option_is_named(string options, string message)
    {
        var world = new TestWorld();
        Assert.Equal(2, world.Run(["score", .. options.Split(' ')]));
        Assert.StartsWith(message, world.Error, StringComparison.Ordinal);
    }
}
