using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;
using NasSharp.Training;

namespace NasSharp.Tuners.Tpe;

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al. 2011): fits one density to the decisions of the good trials and one to those of the others, draws
/// candidates from the first and takes the one with the greatest ratio. A nested choice has its densities from the trials in which it was active. Different
/// from the paper: among the candidates, those with a known result are passed over as long as there are others. Different from hyperopt: candidates are compared as whole
/// architectures, not decision by decision, and old trials count as much as new ones.
/// </summary>
public sealed class TpeTuner : ITuner
{
    private const int DrawsPerCandidate = 50; // at most, in a constrained space

    private readonly SearchSpace _space;
    private readonly TpeOptions _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private readonly List<(Architecture Architecture, double Value)> _trials = []; // best first
    private readonly HashSet<Architecture> _seen = [];
    private (DecisionDensity Good, DecisionDensity Other)[]? _densities;
    private int _started;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public TpeTuner(SearchSpace space, TpeOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new TpeOptions();
        _options.Validate();
        _random = new RandomStream(seed, "tree-structured parzen estimator");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
    }

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_started < _options.StartupTrials || _trials.Count < 2)
        {
            _started++;
            return new Suggestion(_allowed.Draw());
        }
        var densities = _densities ??= Fit();
        return new Suggestion(Candidates(densities)
            .Select(a => (Architecture: a, New: !_seen.Contains(a), Ratio: Ratio(a, densities)))
            .Aggregate((best, next) => (next.New, next.Ratio).CompareTo((best.New, best.Ratio)) > 0 ? next : best).Architecture);
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        if (!_seen.Add(suggestion.Architecture))
            return; // an answer that is known counts once
        _allowed.See(suggestion.Architecture);
        if (outcome.Status == TrialStatus.Rejected && _allowed.Constrains)
            return; // the candidates keep away from it by themselves
        // A trial without a result is the worst: the densities should lead away from it.
        var value = outcome.HasValue ? outcome.Value : double.NegativeInfinity;
        var place = _trials.FindIndex(t => t.Value < value);
        _trials.Insert(place < 0 ? _trials.Count : place, (suggestion.Architecture, value));
        _densities = null;
    }

    private (DecisionDensity, DecisionDensity)[] Fit()
    {
        var good = Math.Clamp((int)Math.Ceiling(_options.GoodShare * _trials.Count), 1, Math.Min(_options.MostGood, _trials.Count - 1));
        var architectures = _trials.ConvertAll(t => t.Architecture);
        return [.. _space.Choices.Select((choice, index) => (
            new DecisionDensity(choice, index, architectures.Take(good), _options.PriorWeight),
            new DecisionDensity(choice, index, architectures.Skip(good), _options.PriorWeight)))];
    }

    // Of a constrained space more are drawn, and those that are refused left out; when none is left, one is mended.
    private IEnumerable<Architecture> Candidates((DecisionDensity Good, DecisionDensity Other)[] densities)
    {
        if (!_allowed.Constrains)
            return Enumerable.Range(0, _options.Candidates).Select(_ => Draw(densities));
        var candidates = new List<Architecture>();
        for (var draw = 0; draw < DrawsPerCandidate * _options.Candidates && candidates.Count < _options.Candidates; draw++)
            if (Draw(densities) is var drawn && _allowed.Permits(drawn))
                candidates.Add(drawn);
        return candidates.Exists(c => !_seen.Contains(c)) ? candidates : [_allowed.Vary(_trials[0].Architecture, () => Draw(densities))];
    }

    private Architecture Draw((DecisionDensity Good, DecisionDensity Other)[] densities)
        => ArchitectureFilling.Fill(_space, c => densities[c].Good.Sample(_random), ChoiceOptions.First);

    private static double Ratio(Architecture architecture, (DecisionDensity Good, DecisionDensity Other)[] densities)
        => Enumerable.Range(0, densities.Length).Sum(c => architecture.At(c) is { } d ? densities[c].Good.Log(d) - densities[c].Other.Log(d) : 0);
}
