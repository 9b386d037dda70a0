using System.Text.Json;

namespace NasSharp.Cli.Tests.Commands;

public class DemoCommandTests
{
    private static readonly string[] Tiny = ["--channels", "2", "--cells", "2", "--nodes", "1", "--train-images", "40", "--batch-size", "10", "--search-epochs", "2", "--epochs", "1", "--random", "1"];

    [Fact]
    public void Demo_compares_all_networks_and_leaves_all_files()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(0, world.Run(["demo", .. Tiny, "--output", folder["demo"]]));

        foreach (var file in new[] { "architecture.json", "model.safetensors", "metrics.jsonl", "report.md", "tensorboard", "networks/searched/model.safetensors", "networks/random-1", "networks/largest" })
            Assert.True(Path.Exists(Path.Combine(folder["demo"], file)), file);
        foreach (var name in new[] { "searched", "random 1", "largest fixed" })
        {
            Assert.Matches($@"\| {name} +\| +\d+\.\d\d % \| +[\d,]+ \| +[\d,]+ \| +\d+ \|", world.Out);
            Assert.Contains($"| {name} |", File.ReadAllText(Path.Combine(folder["demo"], "report.md")), StringComparison.Ordinal);
        }
        var measured = new TestWorld();
        Assert.Equal(0, measured.Run("evaluate", folder["demo"]));
    }

    [Fact]
    public void Interrupted_demo_resumes_and_a_new_one_starts_over()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();
        using (world.Interrupts.StopAtCheckpoint())
            world.Interrupts.Raise();

        Assert.Equal(130, world.Run(["demo", .. Tiny, "--output", folder["demo"]]));
        Assert.EndsWith($"nasctl demo --output {folder["demo"]} --resume\n", world.Out, StringComparison.Ordinal);

        var resumed = new TestWorld();
        Assert.Equal(0, resumed.Run("demo", "--output", folder["demo"], "--resume", "--json"));
        File.WriteAllText(Path.Combine(folder["demo"], "mine.txt"), "not the demo's");

        var anew = new TestWorld();
        Assert.Equal(0, anew.Run(["demo", .. Tiny, "--output", folder["demo"], "--json"]));

        Assert.Equal(Accuracies(resumed.Out), Accuracies(anew.Out));
        Assert.True(File.Exists(Path.Combine(folder["demo"], "mine.txt")));
    }

    private static List<double> Accuracies(string lines)
    {
        using var result = JsonDocument.Parse(lines.TrimEnd('\n').Split('\n')[^1]);
        return [.. result.RootElement.GetProperty("networks").EnumerateArray().Select(n => n.GetProperty("testAccuracy").GetDouble())];
    }
}
