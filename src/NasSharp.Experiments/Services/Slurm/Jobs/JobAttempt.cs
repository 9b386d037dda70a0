using System.Threading.Channels;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Slurm.Jobs;

/// <summary>What is known of the job of an attempt.</summary>
internal enum JobPhase
{
    /// <summary>There is none; it is to be submitted.</summary>
    Waiting,

    /// <summary>A submission is under way.</summary>
    Submitting,

    /// <summary>There may be one: a submission got no answer, or an earlier manager made it.</summary>
    Unknown,

    /// <summary>There is one.</summary>
    Submitted,

    /// <summary>Its end was reported.</summary>
    Ended,
}

/// <summary>An attempt that is a job of its own, as the service sees it.</summary>
internal sealed class JobAttempt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports, JobPhase phase, TimeSpan since)
{
    public TrialAttempt Attempt { get; } = attempt;

    public string Token => Attempt.Record.Token;

    public JobPhase Phase { get; set; } = phase;

    /// <summary>When it came into its phase; what was seen of the queue before says nothing of it.</summary>
    public TimeSpan Since { get; set; } = since;

    public string? JobId { get; set; }

    public MetricsTail Tail { get; } = new(Path.Combine(attempt.Folder, TrialEnvironment.MetricsFile));

    public bool HasFinal { get; private set; }

    public bool HasBegun { get; private set; }

    /// <summary>Whether an earlier manager has started it.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>How often it was submitted.</summary>
    public int Submissions { get; set; }

    /// <summary>Since when it is not in the queue; null while it is.</summary>
    public TimeSpan? AbsentSince { get; set; }

    /// <summary>Since when the queue shows it as ended; null while it does not.</summary>
    public TimeSpan? EndedSince { get; set; }

    /// <summary>Since when the queue gives a reason for which it can never run.</summary>
    public TimeSpan? HopelessSince { get; set; }

    /// <summary>When it was cancelled; null: it was not.</summary>
    public TimeSpan? CancelledAt { get; set; }

    /// <summary>Whether its script was told to end.</summary>
    public bool WasAsked { get; set; }

    /// <summary>Whether the job itself was cancelled, after the polite way.</summary>
    public bool IsJobCancelled { get; set; }

    /// <summary>What the user was last told of it.</summary>
    public string? Note { get; private set; }

    public void Begin()
    {
        if (HasBegun)
            return;
        HasBegun = true;
        // Only then by the clocks of the files and of this machine, which may differ: what begins now is seen at once.
        Report(new ServiceReport.Begun { Attempt = Attempt.Record, Ago = IsAdopted ? JobFiles.Age(Attempt) : TimeSpan.Zero });
    }

    public void HandleIs(string jobId)
    {
        if (JobId == jobId)
            return;
        JobId = jobId;
        Report(new ServiceReport.Started($"job {jobId}") { Attempt = Attempt.Record });
    }

    public void ReadMetrics(bool thoroughly)
    {
        foreach (var metric in Tail.Read(thoroughly))
        {
            HasFinal |= metric.IsFinal;
            Report(new ServiceReport.Reported(metric) { Attempt = Attempt.Record });
        }
    }

    /// <summary>Tells the user something, once.</summary>
    public void Say(string text)
    {
        if (Note == text)
            return;
        Note = text;
        Report(new ServiceReport.Noted(text) { Attempt = Attempt.Record });
    }

    public void End(int code, string? problem, bool isLost = false)
    {
        Phase = JobPhase.Ended;
        if (!isLost)
            ReadMetrics(thoroughly: true);
        if (code == 0 && problem is null && !HasFinal)
            problem = Tail.NoResult;
        Report(new ServiceReport.Ended(code, problem, isLost) { Attempt = Attempt.Record, LogTail = code == 0 && problem is null ? null : JobFiles.LogTail(Attempt), Ran = JobFiles.Length(Attempt) });
    }

    public void Report(ServiceReport report) => reports.TryWrite(report);
}
