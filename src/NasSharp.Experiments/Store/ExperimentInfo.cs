namespace NasSharp.Experiments.Store;

/// <summary>What is known of an experiment as a whole.</summary>
public sealed record ExperimentInfo
{
    /// <summary>Eight letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name in the configuration; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>When it was created, by the clock on the wall.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The configuration as JSON.</summary>
    public required string Configuration { get; init; }

    /// <summary>The search space as JSON.</summary>
    public required string SearchSpace { get; init; }

    /// <summary>The seed of the tuner.</summary>
    public required long Seed { get; init; }

    /// <summary>Whether a larger result is better.</summary>
    public required bool Maximize { get; init; }

    /// <summary>Trials at once, at least 1.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Trials that are started at most.</summary>
    public required int MaxTrials { get; init; }

    /// <summary>How long managers run at most, all of them together.</summary>
    public required TimeSpan MaxDuration { get; init; }

    /// <summary>What was last recorded.</summary>
    public ExperimentStatus Status { get; init; }

    /// <summary>How long managers have run, all of them together; counted by a clock that does not jump.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether its manager starts no trials until somebody lets it go on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Why it stopped; empty while it runs.</summary>
    public string EndReason { get; init; } = "";
}
