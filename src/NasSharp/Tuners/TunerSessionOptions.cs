using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners;

/// <summary>How a <see cref="TunerSession"/> treats its tuner.</summary>
public sealed record TunerSessionOptions
{
    /// <summary>What is good for each objective, in the order of the values of a result; at least one, default one that is maximized.</summary>
    public IReadOnlyList<Goal> Goals { get; init; } = [Goal.Maximize];

    /// <summary>
    /// Which architectures may be tried, such as those below a number of FLOPs; null, the default: all. It must answer the same for the same architecture.
    /// An architecture that may not be tried is told to the tuner as rejected and costs no trial.
    /// </summary>
    public Func<Architecture, bool>? Constraint { get; init; }

    /// <summary>Whether an architecture with a known result is answered from memory, without a trial; default yes. Without, it is tried again.</summary>
    public bool AnswerDuplicates { get; init; } = true;

    /// <summary>So many known or running architectures in a row, and the session draws a new one itself; at least 1, default 100.</summary>
    public int RepetitionLimit { get; init; } = 100;

    /// <summary>So many architectures in a row that the constraint rejects, and the session draws an allowed one itself; at least 1, default 10,000.</summary>
    public int RejectionLimit { get; init; } = 10_000;

    /// <summary>Seed of what the session draws; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Is handed every event of the session as it happens, except while it replays; null, the default: nobody. What was recorded, in order, restores the session.
    /// </summary>
    public Action<TunerEvent>? Recorder { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Goals);
        Demand.That(Goals.Count >= 1, nameof(Goals), Goals.Count, "1 goal or more");
        Demand.That(RepetitionLimit >= 1, nameof(RepetitionLimit), RepetitionLimit, "1 or more");
        Demand.That(RejectionLimit >= 1, nameof(RejectionLimit), RejectionLimit, "1 or more");
    }
}
