using NasSharp.Spaces;

namespace NasSharp.Tuners.GridSearch;

/// <summary>Proposes every architecture of the space once, in the order of <see cref="SearchSpace.Enumerate"/>, and then is exhausted.</summary>
public sealed class GridTuner : ITuner
{
    private readonly IEnumerator<Architecture> _next;

    /// <summary>Starts the search.</summary>
    public GridTuner(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        _next = space.Enumerate().GetEnumerator();
        IsExhausted = !_next.MoveNext();
    }

    /// <inheritdoc/>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (IsExhausted)
            return null;
        var suggestion = new Suggestion(_next.Current);
        IsExhausted = !_next.MoveNext();
        return suggestion;
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
    }
}
