using System.Globalization;
using System.Text.Json;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Zoo.Darts;

namespace NasSharp.Cli.Tests.Hardware;

public class HardwareArgumentsTests
{
    private static readonly string[] Tiny =
        ["search", "--channels", "2", "--cells", "2", "--nodes", "1", "--train-images", "40", "--batch-size", "10", "--epochs", "1"];

    [Theory]
    [InlineData("--cost flops", "--cost flops alone has no effect on darts: add --cost-limit, --penalty, or both")]
    [InlineData("--cost-limit 3M", "--cost-limit needs to know what a network costs: add --cost flops, --cost parameters or --cost FILE")]
    [InlineData("--cost flop --cost-limit 3M", "--cost 'flop' is neither flops nor parameters nor a file: did you mean flops?")]
    [InlineData("--cost flops --cost-limit 0", "--cost-limit '0' is not an amount: write a number that is more than 0, with K, M or G if you like, such as 320M")]
    [InlineData("--cost flops --cost-limit 1", "Limit is 1, but the cheapest network costs")]
    [InlineData("--cost flops --penalty ad", "--penalty 'ad' is unknown")]
    [InlineData("--cost flops --penalty power", "--penalty power needs --penalty-reference, the cost aimed at")]
    [InlineData("--cost flops --penalty power --penalty-weight 2 --penalty-reference 3M", "--penalty-weight: the penalty power has none")]
    [InlineData("--cost flops --penalty linear --penalty-exponent 2", "--penalty-exponent: the penalty linear has none")]
    [InlineData("--cost flops --cost-limit 9G --penalty-weight 2", "--penalty-weight belongs to --penalty, which is not given")]
    [InlineData("--cost flops --cost-limit 9G --cost-device phone", "--cost-device phone: flops are the same on every device")]
    public void Options_that_make_no_sense_are_refused_before_anything_is_written(string options, string expected)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(2, world.Run([.. Tiny, "--output", folder["run"], .. options.Split(' ')]));

        Assert.StartsWith($"nasctl: {expected}", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Latency_table_limits_a_search_and_a_resumed_one()
    {
        using var folder = new TemporaryFolder();
        var (table, cheapest) = Table();
        File.WriteAllText(folder["table.json"], table);
        string[] arguments = [.. Tiny, "--cost", folder["table.json"], "--cost-limit", cheapest.ToString("R", CultureInfo.InvariantCulture), "--output", folder["run"]];
        var world = new TestWorld();

        Assert.Equal((0, ""), (world.Run(arguments), world.Error));

        Assert.Contains($"latency_ms: {cheapest} (limit {cheapest}); the space has {cheapest} to ", world.Out, StringComparison.Ordinal);
        Assert.Contains("| cost, latency_ms |", File.ReadAllText(folder["run/report.md"]), StringComparison.Ordinal);
        using var costs = JsonDocument.Parse(File.ReadAllText(folder["run/costs.json"]));
        Assert.NotEmpty(costs.RootElement.GetProperty("latency_ms").GetProperty("choices").EnumerateObject());
        var again = new TestWorld();
        Assert.Equal((0, ""), (again.Run("search", "--output", folder["run"], "--resume", "--json"), again.Error));
        using var json = JsonDocument.Parse(again.Out.Trim().Split('\n')[^1]);
        Assert.Equal(cheapest, json.RootElement.GetProperty("cost").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Refused_setting_leaves_no_folder_with_costs()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(2, world.Run([.. Tiny, "--output", folder["run"], "--cost", "parameters", "--cost-limit", "9G", "--set", "momentum=-1"]));

        Assert.False(Directory.Exists(folder["run"]), world.Error);
    }

    [Fact]
    public void FBNet_takes_a_latency_table_for_its_own_loss()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["table.json"], Table().Json);
        var world = new TestWorld();

        Assert.Equal((0, ""), (world.Run([.. Tiny, "--algorithm", "fbnet", "--set", "warmup-epochs=0", "--cost", folder["table.json"], "--output", folder["run"]]), world.Error));

        Assert.Contains("\"latency_ms\"", File.ReadAllText(folder["run/metrics.jsonl"]), StringComparison.Ordinal);
        Assert.Equal(2, new TestWorld().Run([.. Tiny, "--algorithm", "fbnet", "--cost", "flops", "--output", folder["other"]]));
    }

    [Theory]
    [InlineData("{ \"choices\": {} }")]
    [InlineData("{")]
    public void Table_that_does_not_fit_is_named(string json)
    {
        using var file = new TemporaryFile(json);
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(3, world.Run([.. Tiny, "--cost", file.Path, "--cost-limit", "10", "--output", folder["run"]]));

        Assert.StartsWith($"nasctl: {file.Path}: ", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void Dry_run_knows_the_cost()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run([.. Tiny, "--dry-run", "--cost", "flops", "--cost-limit", "1"]));

        Assert.StartsWith("nasctl: Limit is 1, but the cheapest network costs", world.Error, StringComparison.Ordinal);
    }

    // Milliseconds that a candidate's number gives: the first candidates are the cheapest.
    private static (string Json, double Cheapest) Table()
    {
        using var net = new DartsStackedCells(new DartsNetworkOptions { Channels = 2, Cells = 2, Nodes = 1, ImageSize = 28, InputChannels = 1 });
        var space = SearchSpace.Of(net);
        var rows = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).Select(c => $"\"{c.Key}\": [{string.Join(", ", c.Candidates.Select((_, i) => 1 + i))}]");
        var json = $$"""{ "device": "here", "unit": "ms", "constant": 2, "choices": { {{string.Join(", ", rows)}} } }""";
        using var file = new TemporaryFile(json);
        return (json, LatencyTable.Read(file.Path, space).Least);
    }
}
