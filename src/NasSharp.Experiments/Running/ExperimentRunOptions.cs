using NasSharp.Experiments.EarlyStopping;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Running;

/// <summary>How a manager runs an experiment, beside what its store says.</summary>
public sealed record ExperimentRunOptions
{
    /// <summary>What trials report and what is good for it; default the reported value, with the experiment's goal.</summary>
    public IReadOnlyList<Objective>? Objectives { get; init; }

    /// <summary>Ends trials that are not worth going on; null, the default: none is.</summary>
    public IEarlyStopping? EarlyStopping { get; init; }

    /// <summary>How long one attempt may run; null, the default: no limit.</summary>
    public TimeSpan? TrialDuration { get; init; }

    /// <summary>How often a trial may be lost by the service, through no fault of its own, until it has failed; at least 1, default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Treats the tuner otherwise than usual, such as with a constraint; goals and seed are the experiment's.</summary>
    public TunerSessionOptions Session { get; init; } = new();

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told of each trial that has ended, on the manager's thread.</summary>
    public Action<int>? TrialEnded { get; init; }
}
