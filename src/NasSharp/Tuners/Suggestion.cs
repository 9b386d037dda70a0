using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>
/// An architecture that a tuner wants to know the value of. Suggestions are compared as objects: the one that comes back with
/// <see cref="ITuner.Tell"/> is the one that <see cref="ITuner.Ask"/> gave.
/// </summary>
public sealed class Suggestion
{
    /// <summary>Makes a suggestion.</summary>
    /// <param name="architecture">What to try.</param>
    /// <param name="fidelity">Epochs to train, at least 1; null: as long as the trial finds right.</param>
    /// <param name="continues">The same architecture at a lower fidelity, whose training may be continued; null: none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fidelity is below 1.</exception>
    public Suggestion(Architecture architecture, int? fidelity = null, Suggestion? continues = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (fidelity is { } epochs)
            ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1, nameof(fidelity));
        Architecture = architecture;
        Fidelity = fidelity;
        Continues = continues;
    }

    /// <summary>What to try.</summary>
    public Architecture Architecture { get; }

    /// <summary>Epochs to train; null: as long as the trial finds right.</summary>
    public int? Fidelity { get; }

    /// <summary>The same architecture at a lower fidelity, whose training may be continued; null: none.</summary>
    public Suggestion? Continues { get; }

    /// <summary>The architectures that this one was made of, such as the one that was mutated or the two that were crossed; none, the default, when it was drawn anew.</summary>
    public IReadOnlyList<Architecture> Parents { get; init; } = [];

    /// <summary>What the tuner wants to remember with the suggestion; nobody else looks at it.</summary>
    public object? Tag { get; init; }
}
