using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>Jobs under everything that happens to them at once, and managers that die: each trial has one result, that of the attempt that is its own, and none fails for what was not its fault.</summary>
public sealed class JobsAmongFaultsTests : IDisposable
{
    private const int Trials = 12;
    private const int Concurrency = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly Dictionary<int, TrialAttempt> _open = [];
    private readonly Dictionary<int, double> _finals = [];
    private readonly Dictionary<int, double> _results = [];
    private Channel<ServiceReport> _reports = null!;
    private SchedulerDesk _desk = null!;
    private JobQueue _jobs = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Each_trial_has_the_one_result_of_its_own_attempt(int seed)
    {
        var random = new Random(seed);
        var slurm = new StormySlurm(_time, random);
        Manage(slurm);
        for (var tenths = 0; _results.Count < Trials; tenths++)
        {
            Assert.True(tenths < 100_000, $"after hours {_results.Count} trials have ended");
            while (_open.Count < Concurrency && _open.Count + _results.Count < Trials)
                Start(_open.Count + _results.Count, number: 1);
            slurm.Pass();
            _jobs.Step();
            _desk.Step(_jobs.WantsQueue, _jobs.Seen);
            _jobs.Step();
            Take();
            if (random.NextDouble() < 0.1 / 60)
                Manage(slurm); // the one before was killed: what it had heard and not recorded is gone
        }
        Assert.All(slurm.Runs.Values, runs => Assert.Equal(1, runs));
    }

    public void Dispose() => _folder.Dispose();

    private void Manage(StormySlurm slurm)
    {
        var options = new SlurmOptions { Command = "true", ExperimentId = "abcd", ExperimentFolder = _folder.Path };
        _reports = Channel.CreateUnbounded<ServiceReport>();
        _desk = new SchedulerDesk(slurm, options.Times, _time, () => { });
        _jobs = new JobQueue(options, _desk);
        _finals.Clear();
        foreach (var attempt in _open.Values)
            _jobs.Adopt(attempt, _reports.Writer);
    }

    private void Start(int trial, int number)
    {
        var attempt = _open[trial] = new TrialAttempt(
            new AttemptRecord(trial, number, string.Create(CultureInfo.InvariantCulture, $"token-{trial}-{number}"), null), _folder.At(string.Create(CultureInfo.InvariantCulture, $"{trial}/attempt-{number}")), "{}", null);
        _jobs.Start(attempt, _reports.Writer);
    }

    private void Take()
    {
        while (_reports.Reader.TryRead(out var report))
        {
            var trial = report.Attempt.Trial;
            Assert.Equal(report.Attempt.Token, _open[trial].Record.Token);
            Assert.IsNotType<ServiceReport.Unusable>(report);
            if (report is ServiceReport.Reported reported)
                _finals.Add(trial, reported.Metric.Value);
            if (report is not ServiceReport.Ended ended)
                continue;
            _open.Remove(trial);
            if (ended.IsLost)
            {
                _finals.Remove(trial);
                Start(trial, report.Attempt.Number + 1);
                continue;
            }
            Assert.Equal((0, null), (ended.ExitCode, ended.Problem));
            Assert.Equal(StormySlurm.ResultOf(report.Attempt.Token), _finals[trial]);
            _results.Add(trial, _finals[trial]);
        }
    }
}
