using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>A trial that a <see cref="TunerSession"/> wants to be run.</summary>
/// <param name="Id">The trial's number in its session: 0, 1, 2, ...</param>
/// <param name="Architecture">What to try.</param>
/// <param name="Fidelity">Epochs to train; null: as long as the trial finds right.</param>
/// <param name="ContinuesId">The trial of the same architecture at a lower fidelity, whose training may be continued; null: none.</param>
public sealed record Proposal(int Id, Architecture Architecture, int? Fidelity = null, int? ContinuesId = null)
{
    /// <summary>The trials whose architectures this one was made of, as its tuner said; parents that were no trials, such as imported results, are left out.</summary>
    public IReadOnlyList<int> ParentIds { get; init; } = [];

    /// <summary>True when all is the same.</summary>
    public bool Equals(Proposal? other) => other is not null && Id == other.Id && Architecture.Equals(other.Architecture) && Fidelity == other.Fidelity && ContinuesId == other.ContinuesId
        && ParentIds.SequenceEqual(other.ParentIds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Architecture, Fidelity, ContinuesId);
}
