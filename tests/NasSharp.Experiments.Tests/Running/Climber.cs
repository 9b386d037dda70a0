using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Running;

/// <summary>A tuner that keeps the best so far and mutates it: what it proposes depends on every result.</summary>
internal sealed class Climber(SearchSpace space) : ITuner
{
    private readonly RandomStream _random = new(3, "climber");
    private (Suggestion Suggestion, double Value)? _best;

    public Suggestion? Ask() => new(_best is { } best ? space.Mutate(best.Suggestion.Architecture, _random) : space.Sample(_random));

    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        if (outcome.HasValue && (_best is null || outcome.Value > _best.Value.Value))
            _best = (suggestion, outcome.Value);
    }
}
