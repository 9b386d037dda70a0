using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.RandomSearch;

/// <summary>Draws every architecture at random (<see cref="SearchSpace.Sample"/>) and learns nothing: the yardstick for all others.</summary>
public sealed class RandomTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly RandomStream _random;

    /// <summary>Starts the search.</summary>
    public RandomTuner(SearchSpace space, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _random = new RandomStream(seed, "random search");
    }

    /// <inheritdoc/>
    public Suggestion? Ask() => new(_space.Sample(_random));

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
    }
}
