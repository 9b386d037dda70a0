using NasSharp.Experiments.Services;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Running;

/// <summary>Why the manager ends a trial.</summary>
internal enum StopCause
{
    None,
    User,
    EarlyStopping,
    TimeLimit,
    Experiment,
}

/// <summary>A trial that is running, as the manager sees it.</summary>
internal sealed class ActiveTrial(TrialAttempt attempt, long startedAt, bool isWaiting)
{
    public TrialAttempt Attempt { get; } = attempt;

    public AttemptRecord Record => Attempt.Record;

    /// <summary>When it was started or taken over, by the clock that does not jump; of one that had to wait, when that was over.</summary>
    public long StartedAt { get; set; } = startedAt;

    /// <summary>Whether the service has it waiting.</summary>
    public bool IsWaiting { get; set; } = isWaiting;

    public MetricsTail Tail { get; } = new(Path.Combine(attempt.Folder, TrialEnvironment.MetricsFile));

    public StopCause Stopping { get; set; }

    /// <summary>Intermediate results so far.</summary>
    public int Steps { get; set; }

    /// <summary>The last intermediate result that is a number.</summary>
    public TrialMetric? Last { get; set; }

    public TrialMetric? Final { get; set; }
}
