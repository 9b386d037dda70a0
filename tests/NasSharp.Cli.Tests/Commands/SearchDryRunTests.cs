using System.Text.Json;
using NasSharp.Cli.Algorithms;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.DryRun;
using NasSharp.Cli.Tests.Algorithms;
using NasSharp.Training.Progress;

namespace NasSharp.Cli.Tests.Commands;

public class SearchDryRunTests
{
    public static TheoryData<string> Algorithms => [.. SearchAlgorithms.Names];

    private static string[] DryRun(string output, params string[] more) => DryRun("darts", output, more);

    private static string[] DryRun(string algorithm, string output, string[] more) =>
        ["search", "--algorithm", algorithm, .. EveryAlgorithmTests.Space(algorithm), "--train-images", "40", "--batch-size", "10", "--epochs", "3", "--output", output, "--dry-run", .. more];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_algorithm_is_tried_and_nothing_is_left_behind(string algorithm)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();
        string[] set = algorithm == "enas" ? ["--set", "candidates=2,recalibration-batches=1"] : [];

        Assert.Equal((0, ""), (world.Run(DryRun(algorithm, folder["run"], ["--json", .. set])), world.Error));

        using var json = JsonDocument.Parse(world.Out.Trim());
        Assert.True(json.RootElement.GetProperty("peakBytes").GetInt64() > 1 << 20);
        Assert.Equal(2, json.RootElement.GetProperty("stepsPerEpoch").GetInt32());
        Assert.InRange(json.RootElement.GetProperty("epochs").GetInt32(), 3, 9);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Text_says_memory_and_times()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run(DryRun("/nowhere/run")));

        Assert.Contains("darts on ", world.Out, StringComparison.Ordinal);
        Assert.Matches("peak memory  [0-9.]+ [MG]B of [0-9.]+ [MG]B available", world.Out);
        Assert.Contains("2 steps, validation 0:00", world.Out, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written.\n", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_that_cannot_fit_is_refused_with_advice()
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(4, world.Run(DryRun(folder["run"], "--memory", "1")));

        Assert.Matches("^nasctl: the search needs about [0-9.]+ [MG]B, and 1.0 MB are available: take an algorithm that holds one path", world.Error);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(100, 10, 64, 500, "all candidates", "take --batch-size 35")]
    [InlineData(100, 10, 64, 740, "all candidates", "take --batch-size 56")]
    [InlineData(600, 10, 64, 500, "all candidates", "take an algorithm that holds one path")]
    [InlineData(600, 10, 64, 500, "one path", "take a smaller space")]
    [InlineData(400, 0, 64, 300, "one path", "take a smaller space")]
    public void Advice_is_what_would_fit(double constant, double perImage, int batch, long available, string memory, string expected) =>
        Assert.StartsWith(expected, SearchDryRun.Advice(constant, perImage, batch, available, memory), StringComparison.Ordinal);

    [Theory]
    [InlineData("--dry-run --resume", "nasctl: --dry-run tries a search that has not begun; leave --resume out")]
    [InlineData("--memory 100", "nasctl: --memory says what a dry run may take; add --dry-run")]
    [InlineData("--dry-run --memory 0", "nasctl: --memory '0' is not a whole number of 1 or more")]
    [InlineData("--dry-run --train-images 40 --batch-size 30", "nasctl: --batch-size 30 is more than the 20 images of a part of the data")]
    public void Bad_input_is_answered_with_one_line(string options, string expected)
    {
        using var folder = new TemporaryFolder();
        var world = new TestWorld();

        Assert.Equal(2, world.Run(["search", .. options.Split(' '), "--output", folder["run"]]));

        Assert.StartsWith(expected, world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("max", "100", 8192)]
    [InlineData("5000", "1000", 4000)]
    [InlineData("5000", "6000", 0)]
    public void Available_memory_is_what_system_and_group_allow(string most, string used, long expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["proc"]);
        Directory.CreateDirectory(folder["sys/fs/cgroup"]);
        File.WriteAllText(folder["proc/meminfo"], "MemTotal:       16 kB\nMemAvailable:       8 kB\n");
        File.WriteAllText(folder["sys/fs/cgroup/memory.max"], most + "\n");
        File.WriteAllText(folder["sys/fs/cgroup/memory.current"], used + "\n");

        Assert.Equal(expected, AvailableMemory.Read(folder.Path));
    }

    [Fact]
    public void Observer_measures_steps_and_extrapolates_long_phases()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualClock();
        var observer = new TrialObserver(clock, stop);
        void After(double seconds, ProgressEvent what)
        {
            clock.Advance(seconds);
            observer.Report(what);
        }
        After(5, new RunStarted("enas", 7, 70, 0, "cpu"));
        After(3, new StepDone(1, 70, 0, 7, "train", [], 0, null));
        After(2, new StepDone(2, 70, 0, 7, "train", [], 0, null));
        for (var i = 1; i <= 5; i++)
        {
            Assert.False(stop.IsCancellationRequested);
            After(0.5, new PhaseProgress("controller", i, 2000));
        }

        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(7, observer.Epochs);
        Assert.Equal([3, 2], observer.Steps);
        Assert.Equal(1000, observer.Phases["controller"].Whole, 1e-6);
    }
}
