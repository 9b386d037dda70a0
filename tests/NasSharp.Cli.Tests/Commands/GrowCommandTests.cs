using System.Text.Json;
using NasSharp.Morphing;

namespace NasSharp.Cli.Tests.Commands;

public sealed class GrowCommandTests : IDisposable
{
    private static readonly string[] Small = ["--train-images", "60", "--batch-size", "16", "--epochs", "1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Networks_grow_and_the_best_is_left_with_its_weights_and_plan()
    {
        var (world, run) = (new TestWorld(), _folder["grow"]);
        Assert.Equal((0, ""), (world.Run(["grow", .. Small, "--start", "4,4", "--networks", "3", "--initial", "2", "--output", run]), world.Error));
        Assert.Matches(@"0 +\d+\.\d\d % +\d+ +start", world.Out);
        Assert.Matches(@"best: network \d", world.Out);
        var best = Directory.GetFiles(run, "plan.json", SearchOption.AllDirectories).Single();
        Assert.Equal(10, NetworkPlan.Parse(File.ReadAllText(best)).Classes);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(best)!, "model.safetensors")));

        var again = new TestWorld();
        Assert.Equal(0, again.Run("grow", "--output", run, "--resume"));
        Assert.Equal(world.Out[world.Out.IndexOf("best:", StringComparison.Ordinal)..], again.Out[again.Out.IndexOf("best:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Evolution_starts_without_convolutions()
    {
        var world = new TestWorld();
        Assert.Equal((0, ""), (world.Run(["grow", "--method", "large-scale-evolution", .. Small, "--population", "2", "--networks", "3", "--output", _folder["evolve"], "--json"]), world.Error));
        var events = world.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var networks = events.Where(e => e.GetProperty("event").GetString() == "network").ToList();
        Assert.Equal(["start", "start"], networks.Take(2).Select(n => n.GetProperty("change").GetString()));
        Assert.Equal(20, networks[0].GetProperty("parameters").GetInt64());
        Assert.Equal("result", events[^1].GetProperty("event").GetString());
    }

    [Theory]
    [InlineData("--start 4,x", "nasctl: --start '4,x' is not a list of channels")]
    [InlineData("--start 64 --max-parameters 100", "nasctl: --max-parameters 100 is less than the ")]
    [InlineData("--method morph", "nasctl: --method 'morph' is unknown")]
    [InlineData("--train-images 50 --batch-size 64", "nasctl: --batch-size 64 is more than the ")]
    public void Wrong_option_is_named(string options, string message)
    {
        var world = new TestWorld();
        Assert.Equal(2, world.Run(["grow", "--output", _folder["wrong"], .. options.Split(' ')]));
        Assert.StartsWith(message, world.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["wrong"]));
    }
}
