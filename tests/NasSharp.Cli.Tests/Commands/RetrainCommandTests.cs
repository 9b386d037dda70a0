using System.Text.Json;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;

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
        // Without the second head, which is there for the training only.
        var profile = new TestWorld();
        Assert.Equal(0, profile.Run("profile", "--architecture", search.Run, "--json"));
        using var counted = JsonDocument.Parse(profile.Out);
        Assert.Equal(counted.RootElement.GetProperty("parameters").GetInt64(), result.RootElement.GetProperty("parameters").GetInt64());
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

    [Theory]
    [InlineData("darts", true)]
    [InlineData("spos", false)]
    public void Recipe_decides_what_is_not_given(string recipe, bool second)
    {
        using var folder = new TemporaryFolder();
        var run = folder["final"];
        var world = new TestWorld();

        Assert.Equal((0, ""), (world.Run(["retrain", "--architecture", Path.Combine(search.Run, "architecture.json"), "--recipe", recipe, .. Quick, "--output", run]), world.Error));

        var described = File.ReadAllText(Path.Combine(run, "run.json"));
        Assert.Contains(recipe == "spos" ? "\"weight_decay\": 4E-05" : "\"weight_decay\": 0.0003", described, StringComparison.Ordinal);
        Assert.Equal(second, Contains(Path.Combine(run, "model.safetensors"), "auxiliary"));
        var again = new TestWorld();
        Assert.Equal((0, ""), (again.Run("evaluate", run), again.Error));
    }

    [Fact]
    public void Second_head_is_left_out_where_the_space_has_none_and_demanded_in_vain_otherwise()
    {
        using var folder = new TemporaryFolder();
        string[] macro = ["--space", "enas-macro", "--channels", "2", "--cells", "3", "--train-images", "40"];
        var world = new TestWorld();
        Assert.Equal((0, ""), (world.Run(["search", "--algorithm", "single-path", .. macro, "--batch-size", "10", "--epochs", "1",
            "--set", "candidates=1,recalibration-batches=1", "--output", folder["search"]]), world.Error));
        var file = Path.Combine(folder["search"], "architecture.json");

        Assert.Equal((0, ""), (world.Run(["retrain", "--architecture", file, .. Quick, "--output", folder["final"]]), world.Error));
        Assert.Equal(2, world.Run(["retrain", "--architecture", file, "--auxiliary-weight", "0.4", .. Quick, "--output", folder["other"]]));

        Assert.Contains("has no auxiliary head", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_the_search_are_taken_over()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        // A rate that moves nothing: what is saved at the end is what the training began with.
        Assert.Equal(0, world.Run(["retrain", "--architecture", Path.Combine(search.Run, "architecture.json"), "--weights", Path.Combine(search.Run, "model.safetensors"),
            .. Quick, "--learning-rate", "1e-9", "--auxiliary-weight", "0", "--output", folder["final"]]));

        Assert.Matches(@"^nasctl: \d+ of \d+ tensors start from .*model\.safetensors, the others, such as \S+, as ever\n$", world.Error);
        using var scope = torch.NewDisposeScope();
        var before = Safetensors.Load(Path.Combine(search.Run, "model.safetensors"));
        var after = Safetensors.Load(Path.Combine(folder["final"], "model.safetensors"));
        var name = before.Keys.First(k => k.EndsWith("weight", StringComparison.Ordinal) && before[k].dim() == 4 && after.ContainsKey(k));
        Assert.True(before[name].allclose(after[name], rtol: 0, atol: 1e-6));
    }

    [Theory]
    [InlineData("/nowhere.safetensors", "--weights /nowhere.safetensors: there is no such file")]
    [InlineData("OTHER", "is of a network of another size")]
    public void Weights_that_cannot_be_used_are_refused_and_nothing_is_begun(string file, string expected)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(3, world.Run(["retrain", "--architecture", Path.Combine(search.Run, "architecture.json"), "--channels", "4",
            "--weights", file == "OTHER" ? Path.Combine(search.Run, "model.safetensors") : file, .. Quick, "--output", folder["final"]]));

        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["final"]));
    }

    private static bool Contains(string weights, string name)
    {
        using var scope = torch.NewDisposeScope();
        return Safetensors.Load(weights).Keys.Any(k => k.Contains(name, StringComparison.Ordinal));
    }

    private static string Decisions(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return string.Join(';', json.RootElement.EnumerateObject().Where(p => p.Name != "$meta").Select(p => $"{p.Name}={p.Value.GetRawText()}"));
    }
}
