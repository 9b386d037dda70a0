using System.Text.Json;

namespace NasSharp.Cli.Tests.Commands;

public class RetrainCommandTests(TinySearch search) : IClassFixture<TinySearch>
{
    private static readonly string[] Quick = ["--epochs", "1", "--batch-size", "10", "--cutout", "4"];

    [Fact]
    public void Space_and_data_come_from_the_search_and_the_network_can_be_measured_again()
    {
        using var folder = new TemporaryFolder();
        var run = folder["final"];
        var world = new TestWorld();

        Assert.Equal(0, world.Run(["retrain", "--architecture", Path.Combine(search.Run, "architecture.json"), .. Quick, "--output", run, "--json"]));

        using var result = JsonDocument.Parse(world.Out.TrimEnd('\n').Split('\n')[^1]);
        var accuracy = result.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble();
        var again = new TestWorld();
        Assert.Equal(0, again.Run("evaluate", run, "--json"));
        using var measured = JsonDocument.Parse(again.Out);
        Assert.Equal(accuracy, measured.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble(), 6);
        Assert.Contains("\"--channels\": \"2\"", File.ReadAllText(Path.Combine(run, "nasctl.json")), StringComparison.Ordinal);
        Assert.Equal(Decisions(Path.Combine(search.Run, "architecture.json")), Decisions(Path.Combine(run, "architecture.json")));
    }

    [Fact]
    public void Interrupted_training_resumes_without_naming_the_architecture_again()
    {
        using var folder = new TemporaryFolder();
        var run = folder["final"];
        var world = new TestWorld();
        using (world.Interrupts.StopAtCheckpoint())
            world.Interrupts.Raise();

        Assert.Equal(130, world.Run(["retrain", "--architecture", Path.Combine(search.Run, "architecture.json"), .. Quick, "--output", run]));
        Assert.EndsWith($"nasctl retrain --output {run} --resume\n", world.Out, StringComparison.Ordinal);

        var again = new TestWorld();
        Assert.Equal(0, again.Run("retrain", "--output", run, "--resume"));
        Assert.True(File.Exists(Path.Combine(run, "report.md")));
    }

    [Fact]
    public void Architecture_is_required()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run("retrain", "--output", "/nowhere"));

        Assert.Equal("nasctl: retrain needs --architecture FILE, such as the architecture.json of a search\n", world.Error);
    }

    [Fact]
    public void Architecture_of_another_space_is_named()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(3, world.Run(["retrain", "--architecture", Path.Combine(search.Run, "architecture.json"), "--nodes", "2", .. Quick, "--output", folder["final"]]));

        Assert.StartsWith($"nasctl: {search.Run}/architecture.json: ", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
        Assert.False(Directory.Exists(folder["final"]));
    }

    private static string Decisions(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return string.Join(';', json.RootElement.EnumerateObject().Where(p => p.Name != "$meta").Select(p => $"{p.Name}={p.Value.GetRawText()}"));
    }
}
