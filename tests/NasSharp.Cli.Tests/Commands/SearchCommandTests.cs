using System.Text.Json;

namespace NasSharp.Cli.Tests.Commands;

public class SearchCommandTests(TinySearch search) : IClassFixture<TinySearch>
{
    [Fact]
    public void Search_leaves_all_its_files()
    {
        Assert.Equal((0, ""), (search.ExitCode, search.Error));
        foreach (var file in new[] { "architecture.json", "model.safetensors", "supernet.safetensors", "metrics.jsonl", "report.md", "nasctl.json", "run.json" })
            Assert.True(File.Exists(Path.Combine(search.Run, file)), file);
        var schedule = JsonDocument.Parse(File.ReadAllText(Path.Combine(search.Run, "run.json"))).RootElement.GetProperty("schedule");
        Assert.InRange(schedule.GetProperty("steps_per_epoch").GetInt32(), 1, 1000);
        Assert.InRange(schedule.GetProperty("epochs").GetInt32(), 1, 10);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(search.Run, "tensorboard")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(search.Run, "checkpoints")));
    }

    [Fact]
    public void Output_ends_with_the_command_that_trains_the_result() =>
        Assert.EndsWith($"nasctl retrain --architecture {search.Run}/architecture.json --output {search.Run}-retrained\n", search.Out, StringComparison.Ordinal);

    [Fact]
    public void Report_names_data_architecture_and_options()
    {
        var report = File.ReadAllText(Path.Combine(search.Run, "report.md"));

        Assert.Contains("fashion-mnist-subset: 10000 training and 2000 test images", report, StringComparison.Ordinal);
        Assert.Contains("| reduce_n2_p0 |", report, StringComparison.Ordinal);
        Assert.Contains("| --batch-size | 10 |", report, StringComparison.Ordinal);
        Assert.Contains($"nasctl retrain --architecture {search.Run}/architecture.json", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_with_a_run_is_not_overwritten()
    {
        var before = File.GetLastWriteTimeUtc(Path.Combine(search.Run, "architecture.json"));
        var world = new TestWorld();

        Assert.Equal(2, world.Run([.. TinySearch.Arguments(search.Run)]));

        Assert.Equal($"nasctl: {search.Run} already holds a run: continue it with 'nasctl search --output {search.Run} --resume', or choose another --output\n", world.Error);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(search.Run, "architecture.json")));
    }

    [Fact]
    public void Finished_run_that_is_resumed_tells_its_result_again()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("search", "--output", search.Run, "--resume", "--json"));

        using var result = JsonDocument.Parse(world.Out.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal("result", result.RootElement.GetProperty("event").GetString());
        Assert.Equal($"{search.Run}/architecture.json", result.RootElement.GetProperty("architecture").GetString());
    }

    [Fact]
    public void Resume_with_another_option_names_both_values()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run("search", "--output", search.Run, "--resume", "--batch-size", "20"));

        Assert.StartsWith($"nasctl: --batch-size is 10 in the run of {search.Run} and 20 here", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_search_tells_how_to_resume_and_resumes_to_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();
        // Cancelled before the first step: the step that is begun is finished, then the run stops.
        using (world.Interrupts.StopAtCheckpoint())
            world.Interrupts.Raise();
        var run = folder["run"];

        Assert.Equal(130, world.Run([.. TinySearch.Arguments(run)]));
        Assert.EndsWith($"stopped at a checkpoint; continue with:\n  nasctl search --output {run} --resume\n", world.Out, StringComparison.Ordinal);

        var again = new TestWorld();
        Assert.Equal(0, again.Run("search", "--output", run, "--resume"));
        Assert.Equal(Weights(search.Run), Weights(run));
    }

    [Fact]
    public void Loss_that_is_no_number_ends_the_run_with_the_step_and_the_remedy()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(1, world.Run("search", "--channels", "2", "--cells", "2", "--nodes", "1", "--train-images", "200", "--batch-size", "10", "--epochs", "1",
            "--learning-rate", "1000", "--set", "gradient-clip=0,weight-decay=1000", "--output", folder["run"]));

        Assert.Matches(@"^nasctl: The loss is not a finite number any more at step \d+ \(epoch 1 of 1\): lower the learning rate, or look for such values in the data\.\n$", world.Error);
    }

    [Fact]
    public void Search_without_a_run_cannot_be_resumed()
    {
        var world = new TestWorld();

        Assert.Equal(3, world.Run("search", "--output", "/nowhere/run", "--resume"));

        Assert.Equal("nasctl: there is no folder /nowhere/run; name the --output folder of a search or retrain\n", world.Error);
    }

    [Theory]
    [InlineData("--data fashion", 2, "--data 'fashion' is neither a data set nor a folder: did you mean fashion-mnist or fashion-mnist-subset?")]
    [InlineData("--data folder:/nowhere", 3, "--data folder:/nowhere: there is no folder /nowhere")]
    [InlineData("--algorithm drats", 2, "--algorithm 'drats' is unknown: did you mean darts?")]
    [InlineData("--epochs 0", 2, "--epochs '0' is not a whole number of 1 or more")]
    [InlineData("--learning-rate fast", 2, "--learning-rate 'fast' is not a number from 1E-09 to 1000")]
    [InlineData("--train-images 20000", 2, "--train-images 20000 is more than the 10000 training images of fashion-mnist-subset")]
    [InlineData("--set temperature=1", 2, "--set temperature: darts has no such setting: valid: epochs, batch-size,")]
    [InlineData("--set weight-decai=1", 2, "--set weight-decai: darts has no such setting: did you mean weight-decay")]
    [InlineData("--set weight-decay=much", 2, "--set weight-decay=much: weight-decay of darts is a number")]
    [InlineData("--set weight-decay", 2, "--set 'weight-decay' is not of the form name=value")]
    [InlineData("--set epochs=3 --epochs 2", 2, "epochs is given twice, by --epochs and by --set")]
    [InlineData("--set weight-decay=-1 --train-images 200", 2, "WeightDecay is -1; expected 0 or more.")]
    [InlineData("--algorithm enas --second-order", 2, "--second-order: enas has no such setting; 'nasctl algorithms enas' lists those it has")]
    [InlineData("--algorithm pc-darts --space enas-micro", 2, "--algorithm pc-darts: the space enas-micro has no partial channels; use --space darts")]
    [InlineData("--space enas-macro --nodes 3", 2, "--nodes 3: the space enas-macro has no such size; leave the option out")]
    [InlineData("--epoch 3", 2, "unknown option '--epoch': did you mean --epochs?")]
    public void Bad_input_is_answered_with_one_line_and_leaves_no_run(string options, int code, string expected)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(code, world.Run(["search", "--output", folder["run"], .. options.Split(' ')]));

        Assert.StartsWith($"nasctl: {expected}", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
        Assert.False(Directory.Exists(folder["run"]));
    }

    private static string Weights(string run) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(run, "supernet.safetensors"))));
}
