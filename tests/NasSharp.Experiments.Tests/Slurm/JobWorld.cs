using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>Jobs of a scheduler that does what the test says, under a clock that the test moves; what jobs write, the test writes.</summary>
internal sealed class JobWorld : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly Channel<ServiceReport> _reports = Channel.CreateUnbounded<ServiceReport>();
    private readonly SchedulerDesk _desk;

    public JobWorld()
    {
        var options = new SlurmOptions { Command = "true", ExperimentId = "abcd", ExperimentFolder = _folder.Path, Time = "10" };
        _desk = new SchedulerDesk(Slurm, options.Times, _time, () => { });
        Jobs = new JobQueue(options, _desk);
    }

    public FakeSlurm Slurm { get; } = new();

    public JobQueue Jobs { get; }

    public TrialAttempt Attempt(int trial, int number = 1) =>
        new(new AttemptRecord(trial, number, $"token-{trial}-{number}", null), _folder.At($"trials/{trial}/attempt-{number}"), "{}", null);

    public TrialAttempt Start(int trial, int number = 1)
    {
        var attempt = Attempt(trial, number);
        Jobs.Start(attempt, _reports.Writer);
        return attempt;
    }

    public void Adopt(TrialAttempt attempt) => Jobs.Adopt(attempt, _reports.Writer);

    /// <summary>Lets time pass, in steps of a tenth of a second.</summary>
    public void Pass(double seconds = 5)
    {
        for (var tenth = 0; tenth < seconds * 10; tenth++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            Jobs.Step();
            _desk.Step(Jobs.WantsQueue, Jobs.Seen);
            Jobs.Step();
        }
    }

    /// <summary>A node begins with a job.</summary>
    public void Begin(TrialAttempt attempt)
    {
        var id = Slurm.Queue.Single(e => e.Token == attempt.Record.Token && e.State == JobState.Pending).Id;
        Slurm.Show(id, JobState.Running);
        Directory.CreateDirectory(JobFiles.Claim(attempt));
    }

    /// <summary>The script of a job has said at this instant that it runs.</summary>
    public static void WriteBegun(TrialAttempt attempt, DateTime at)
    {
        var file = Path.Combine(attempt.Folder, "pid");
        File.WriteAllText(file, "1");
        File.SetLastWriteTimeUtc(file, at);
    }

    /// <summary>The trial of a job ends.</summary>
    public static void End(TrialAttempt attempt, string exit = "0 \n", double? result = 0.5)
    {
        if (result is { } value)
            File.AppendAllText(Path.Combine(attempt.Folder, "metrics.jsonl"), FormattableString.Invariant($"{{\"type\": \"final\", \"value\": {value}}}\n"));
        File.WriteAllText(JobFiles.Exit(attempt), exit);
    }

    /// <summary>The job of an attempt.</summary>
    public string Job(TrialAttempt attempt) => Slurm.Queue.Last(e => e.Token == attempt.Record.Token).Id;

    public IReadOnlyList<ServiceReport> Reports()
    {
        var reports = new List<ServiceReport>();
        while (_reports.Reader.TryRead(out var report))
            reports.Add(report);
        return reports;
    }

    /// <summary>The end that was reported since the last call; null when none was.</summary>
    public ServiceReport.Ended? Ended() => Reports().OfType<ServiceReport.Ended>().SingleOrDefault();

    public void Dispose() => _folder.Dispose();
}
