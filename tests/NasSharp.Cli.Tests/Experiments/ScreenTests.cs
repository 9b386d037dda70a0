using NasSharp.Cli.Experiments;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Tests.Experiments;

/// <summary>What the screens about experiments look like, at widths that are too small for what they show.</summary>
public sealed class ScreenTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("inverted_residual_", 3));

    [Fact]
    public void Parameters_are_shown_in_the_longest_form_that_fits()
    {
        TrialLine[] trials = [Line(0, 0.5), Line(1, 0.25)];
        Assert.Equal(
            [
                "trial  result  status     time  parameters",
                $"0      0.5     succeeded  0:07  stem={Long}3 skip=[0,2]",
                $"1      0.25    succeeded  0:07  stem={Long}3 skip=[0,2]",
            ],
            TrialLine.Table(trials, [], int.MaxValue));
        Assert.Equal($"0      0.5     succeeded  0:07  {Long}3 [0,2]", TrialLine.Table(trials, [], 96).ElementAt(1));
        Assert.Equal(["trial  result  status     time  chosen, by index", "0      0.5     succeeded  0:07  1 [0,2]"], TrialLine.Table(trials, [], 80).Take(2));
    }

    [Fact]
    public void Failed_trial_shows_its_error_first_and_no_line_is_wider_than_the_screen()
    {
        var failed = Line(12, null) with { Status = "failed", Error = "its command ended with exit code 3, which is a long story and goes on for more than a line" };
        var lines = TrialLine.Table([Line(0, 0.5), failed], [], 80).ToList();
        Assert.Equal("12     -       failed     0:07  its command ended with exit code 3, which is ...", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Running_trial_shows_its_last_intermediate_result_and_its_time()
    {
        var started = DateTimeOffset.UnixEpoch;
        var record = Record(4) with { Status = TrialState.Running, Started = started };
        var line = TrialLine.OfRunning(record, new IntermediateRecord(2, 0.75, started), started.AddSeconds(65));
        Assert.StartsWith("4      (0.75)  running, step 3  1:05  ", TrialLine.Table([line], [], 80).ElementAt(1));
        Assert.StartsWith("4      -       running  0:00  ", TrialLine.Table([TrialLine.OfRunning(record, null, started.AddSeconds(-65))], [], 80).ElementAt(1));
    }

    [Fact]
    public void Tiny_and_huge_results_keep_their_digits() =>
        Assert.Equal(["1.25e-9", "3.7e12", "123456", "0"], ((double[])[1.25e-9, 3.7e12, 123456, 0]).Select(v => TrialLine.Table([Line(0, v)], [], 80).ElementAt(1).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 10)]
    [InlineData(40, 8)]
    public void Screen_keeps_its_size_with_many_running_trials_and_long_names(int width, int height)
    {
        var lines = Summary(running: 50).Lines(width, height).ToList();
        Assert.InRange(lines.Count, 4, height);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.StartsWith("experiment abcd1234  running  a sear", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("and ", StringComparison.Ordinal) && l.Contains("more that are running", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("0.9", StringComparison.Ordinal));
        Assert.Contains("last failure: trial 3: it ended wi", lines[3]);
    }

    [Fact]
    public void Front_is_a_line_and_its_objectives_are_columns()
    {
        var summary = Summary(running: 0) with
        {
            Front = new FrontSummary(["default", "latency"], [0, 50], 12.5, [7]),
            Best = [Line(7, 0.9) with { Metrics = new Dictionary<string, double> { ["latency"] = 41.5 } }],
        };
        var lines = summary.Lines(104).ToList();
        Assert.Contains("front 1 trials, hypervolume 12.5 from default 0, latency 50", lines);
        Assert.Contains("trial  result  latency  status     time  chosen", lines);
        Assert.StartsWith("7      0.9     41.5     succeeded  0:07  ", lines[^1]);
    }

    private static ExperimentSummary Summary(int running) => new()
    {
        Id = "abcd1234",
        Name = "a search of mobile blocks on the images of the whole department, third attempt with more patience",
        Folder = "/home/user/nasctl-experiments/abcd1234",
        Status = "running",
        EndReason = "",
        Trials = 1234,
        MaxTrials = 10_000,
        Concurrency = 50,
        ElapsedSeconds = 4000,
        MaxSeconds = 1e6,
        ByStatus = new Dictionary<string, int> { ["running"] = running, ["failed"] = 1 },
        Best = [.. Enumerable.Range(0, 10).Select(i => Line(100 + i, 0.9 - i * 0.01))],
        Running = [.. Enumerable.Range(0, running).Select(i => Line(1000 + i, null) with { Status = "running" })],
        LastFailed = Line(3, null) with { Status = "failed", Error = "it ended without a final result" },
    };

    private static TrialRecord Record(int number) => new()
    {
        Number = number,
        Status = TrialState.Succeeded,
        Source = "tuner",
        Parameters = $$$"""{"stem": {"_value": "{{{Long}}}3", "_idx": 1}, "skip": {"_value": ["", ""], "_idx": [0, 2]}}""",
        Duration = TimeSpan.FromSeconds(7),
    };

    private static TrialLine Line(int number, double? result) => TrialLine.Of(Record(number) with { Result = result });
}
