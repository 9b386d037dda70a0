namespace NasSharp.Experiments.Store;

/// <summary>A trial as recorded.</summary>
public sealed record TrialRecord
{
    /// <summary>Its number, from 0, in the order of proposal.</summary>
    public required int Number { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required TrialState Status { get; init; }

    /// <summary>Where it comes from: <c>tuner</c>, <c>imported</c>, or <c>same as N</c> when trial N had the same parameters and its result was taken.</summary>
    public required string Source { get; init; }

    /// <summary>The parameters as JSON, as the trial gets them.</summary>
    public required string Parameters { get; init; }

    /// <summary>How much training the tuner asks for, in epochs; null when it leaves that to the trial.</summary>
    public int? Fidelity { get; init; }

    /// <summary>The trial of the same architecture whose training this one may continue; null when there is none.</summary>
    public int? Continues { get; init; }

    /// <summary>The trials whose architectures this one was made of, as the tuner said when it proposed it: one for a mutation, two for a crossing, none when it was drawn anew.</summary>
    public IReadOnlyList<int> Parents { get; init; } = [];

    /// <summary>The result, or null when there is none.</summary>
    public double? Result { get; init; }

    /// <summary>The other numbers of the final report, by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Why it failed, in one line; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The last lines of its output when it failed.</summary>
    public string? LogTail { get; init; }

    /// <summary>How often it was started.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was proposed, by the clock on the wall.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When its last attempt was started, by the clock on the wall.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, by the clock on the wall.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How long its last attempt ran, by a clock that does not jump.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Status is not (TrialState.Waiting or TrialState.Running);
}

/// <summary>One intermediate result.</summary>
/// <param name="Sequence">Its place among those of the trial, from 0.</param>
/// <param name="Value">The value; not a number when the trial reported that.</param>
/// <param name="Time">When it was recorded, by the clock on the wall.</param>
public sealed record IntermediateRecord(int Sequence, double Value, DateTimeOffset Time);

/// <summary>One start of a trial.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Number">Which start it is, from 1.</param>
/// <param name="Token">A text that no other attempt of any experiment has.</param>
/// <param name="Handle">How the training service finds it again, once it runs; null before.</param>
public sealed record AttemptRecord(int Trial, int Number, string Token, string? Handle);

/// <summary>How a trial ended.</summary>
/// <param name="Status">One of the states that end a trial.</param>
/// <param name="Result">The result, or null when there is none.</param>
/// <param name="Metrics">The other numbers of the final report.</param>
/// <param name="Error">Why it failed, in one line.</param>
/// <param name="LogTail">The last lines of its output.</param>
/// <param name="Duration">How long the last attempt ran.</param>
public sealed record TrialEnding(TrialState Status, double? Result, IReadOnlyDictionary<string, double> Metrics, string? Error, string? LogTail, TimeSpan Duration);
