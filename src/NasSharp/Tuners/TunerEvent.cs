using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>Something that happened to a <see cref="TunerSession"/>. The events in their order, handed to <see cref="TunerSession.Replay"/>, restore it.</summary>
public abstract record TunerEvent
{
    private TunerEvent()
    {
    }

    /// <summary><see cref="TunerSession.Ask"/> returned a proposal.</summary>
    /// <param name="Id">The trial's number.</param>
    /// <param name="Architecture">What was proposed.</param>
    /// <param name="Fidelity">Its epochs.</param>
    public sealed record Asked(int Id, Architecture Architecture, int? Fidelity = null) : TunerEvent;

    /// <summary><see cref="TunerSession.Tell"/> was called.</summary>
    /// <param name="Id">The trial's number.</param>
    /// <param name="Outcome">What was told, in the user's signs.</param>
    public sealed record Told(int Id, TrialOutcome Outcome) : TunerEvent;

    /// <summary><see cref="TunerSession.Learn"/> was called.</summary>
    /// <param name="Architecture">The architecture.</param>
    /// <param name="Outcome">What was told, in the user's signs.</param>
    /// <param name="Fidelity">Its epochs.</param>
    public sealed record Learned(Architecture Architecture, TrialOutcome Outcome, int? Fidelity = null) : TunerEvent;

    /// <summary><see cref="TunerSession.Ask"/> returned null after it had answered duplicates or rejections; a call that changed nothing is no event.</summary>
    public sealed record Waited : TunerEvent;
}
