using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners;

namespace OwnTuner;

/// <summary>Simulated annealing: mutates where it stands, always goes where it is better, and less and less often where it is worse.</summary>
public sealed class CoolingTuner(SearchSpace space, JsonObject? arguments, long seed) : ITuner
{
    private readonly RandomStream _random = new(seed, "cooling");
    private readonly double _rate = arguments?["rate"]?.GetValue<double>() ?? 0.9;
    private double _temperature = arguments?["temperature"]?.GetValue<double>() ?? 0.1;
    private (Architecture Architecture, double Value)? _here;

    public Suggestion? Ask() => _here is { } here
        ? new(space.Mutate(here.Architecture, _random)) { Parents = [here.Architecture] }
        : new(space.Sample(_random));

    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        if (!outcome.HasValue)
            return; // a failed trial is no place to go
        var gain = _here is { } here ? outcome.Value - here.Value : double.PositiveInfinity;
        if (_random.NextDouble() < Math.Exp(Math.Min(0, gain) / _temperature))
            _here = (suggestion.Architecture, outcome.Value);
        _temperature *= _rate;
    }
}
