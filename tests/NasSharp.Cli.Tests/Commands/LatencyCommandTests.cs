using System.Text.Json;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Zoo.Darts;

namespace NasSharp.Cli.Tests.Commands;

public class LatencyCommandTests
{
    private static readonly string[] Small = ["latency", "--cells", "2", "--channels", "4", "--nodes", "1", "--input", "1x8x8", "--device", "cpu", "--repeats", "3", "--networks", "3"];

    [Fact]
    public void Table_is_written_with_intervals_and_a_verdict_and_is_read_back()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal((0, ""), (world.Run([.. Small, "--output", folder["table.json"], "--name", "bench"]), world.Error));

        Assert.Contains("Milliseconds: medians with 95 % intervals.", world.Out, StringComparison.Ordinal);
        Assert.Contains("The table predicts whole networks ", world.Out, StringComparison.Ordinal);
        using var net = new DartsStackedCells(new DartsNetworkOptions { Cells = 2, Channels = 4, Nodes = 1, ImageSize = 8, InputChannels = 1 });
        var table = LatencyTable.Read(folder["table.json"], SearchSpace.Of(net));
        Assert.Equal("bench", table.Device);
        Assert.Contains(table.Rows.Values.SelectMany(r => r), ms => ms > 0);
    }

    [Fact]
    public void Table_of_superkernels_is_what_their_search_is_priced_by()
    {
        using var folder = new TemporaryFolder();
        string[] space = ["--space", "single-path-mobile", "--channels", "4"];
        var world = new TestWorld();

        Assert.Equal((0, ""), (world.Run(["latency", .. space, "--input", "1x28x28", "--device", "cpu", "--repeats", "3", "--networks", "1", "--output", folder["table.json"]]), world.Error));
        Assert.Equal((0, ""), (world.Run(["search", "--algorithm", "single-path-nas", .. space, "--cost", folder["table.json"], "--train-images", "40", "--batch-size", "10", "--epochs", "1",
            "--set", "warmup-epochs=0,recalibration-batches=1", "--output", folder["run"]]), world.Error));

        Assert.Contains("k3_e3 ", world.Out, StringComparison.Ordinal);
        Assert.Contains("latency_ms: ", world.Out, StringComparison.Ordinal);
        Assert.Contains("\"runtime\"", File.ReadAllText(folder["run/metrics.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_gives_the_verdict()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(0, world.Run([.. Small, "--output", folder["table.json"], "--json"]));

        using var json = JsonDocument.Parse(world.Out.Trim().Split('\n')[^1]);
        Assert.NotEmpty(json.RootElement.GetProperty("verdict").GetString()!);
        Assert.True(json.RootElement.GetProperty("constant").GetProperty("median").GetDouble() >= 0);
    }

    [Fact]
    public void Table_that_exists_is_kept()
    {
        using var file = new TemporaryFile("precious");
        var world = new TestWorld();

        Assert.Equal(2, world.Run([.. Small, "--output", file.Path]));

        Assert.Contains("exists already; choose another, or add --overwrite", world.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(file.Path));
    }

    [Theory]
    [InlineData(2, "--repeats 2", "nasctl: --repeats '2' is not a whole number of 3 or more")]
    [InlineData(2, "--input 3x32", "nasctl: --input 3x32: an image has channels, rows and columns")]
    [InlineData(2, "--networks -1", "nasctl: --networks '-1' is not a whole number from 0 to 10000")]
    [InlineData(2, "--batch-size 0", "nasctl: --batch-size '0' is not a whole number from 1 to 65536")]
    [InlineData(2, "--output /", "nasctl: --output / is a folder")]
    [InlineData(3, "--output /nowhere/table.json", "nasctl: --output /nowhere/table.json: there is no folder /nowhere")]
    [InlineData(2, "--input 1x2x2", "nasctl: DartsNetworkOptions.ImageSize is out of range")]
    [InlineData(2, "--space fbnet --cells 3", "nasctl: --cells 3: the space fbnet has no such size")]
    public void Bad_input_is_answered_with_one_line(int code, string options, string expected)
    {
        var world = new TestWorld();

        Assert.Equal(code, world.Run(["latency", .. options.Split(' ')]));

        Assert.StartsWith(expected, world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }
}
