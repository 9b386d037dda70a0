using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Nsga2;

/// <summary>
/// NSGA-II for one or several objectives (Deb et al. 2002): parents win binary tournaments by front and crowding, and the best of parents and children survive.
/// Different from the paper: children are made one at a time from the last survivors, and the survivors are chosen whenever so many children as the population
/// have a result, so that trials that run at the same time never wait.
/// </summary>
public sealed class Nsga2Tuner : ITuner
{
    private static readonly object Initial = new();

    private readonly SearchSpace _space;
    private readonly Nsga2Options _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private List<Individual> _parents = [];
    private List<Individual> _children = [];
    private int _initialRunning;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public Nsga2Tuner(SearchSpace space, Nsga2Options? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new Nsga2Options();
        _options.Validate();
        _random = new RandomStream(seed, "nsga-ii");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
    }

    /// <summary>The best of all results so far.</summary>
    public ParetoFront Front { get; } = new();

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_parents.Count == 0 && (_children.Count + _initialRunning < _options.Population || _children.Count < 2))
        {
            _initialRunning++;
            return new Suggestion(_allowed.Draw()) { Tag = Initial };
        }
        // Before the first survivors are chosen, those known so far are the parents.
        var parents = _parents.Count > 0 ? _parents : Ranked(_children);
        var first = Tournament(parents).Architecture;
        var second = _random.NextDouble() < _options.CrossoverProbability ? Tournament(parents).Architecture : null;
        return new Suggestion(_allowed.Vary(first, () => Child(first, second))) { Parents = second is null ? [first] : [first, second] };
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        _allowed.See(suggestion.Architecture);
        if (suggestion.Tag == Initial)
            _initialRunning--;
        if (!outcome.HasValue)
            return;
        Front.Add(suggestion.Architecture, outcome.Values);
        if (!_parents.Concat(_children).Any(i => i.Architecture.Equals(suggestion.Architecture)))
            _children.Add(new Individual(suggestion.Architecture, outcome.Values, 0, 0));
        if (_children.Count < _options.Population)
            return;
        _parents = [.. Ranked([.. _parents, .. _children]).OrderBy(i => i.Front).ThenByDescending(i => i.Crowding).Take(_options.Population)];
        _children = [];
    }

    private Architecture Child(Architecture first, Architecture? second)
    {
        var child = second is null ? first : _space.Crossover(first, second, _random);
        return child.Equals(first) || _random.NextDouble() < _options.MutationProbability ? _space.Mutate(child, _random) : child;
    }

    private Individual Tournament(List<Individual> parents)
    {
        var (a, b) = (_random.Choose(parents), _random.Choose(parents));
        return (a.Front, -a.Crowding).CompareTo((b.Front, -b.Crowding)) <= 0 ? a : b;
    }

    private static List<Individual> Ranked(List<Individual> individuals)
    {
        var fronts = Ranking.Fronts([.. individuals.Select(i => i.Values)]);
        var ranked = new List<Individual>();
        foreach (var front in individuals.Select((individual, i) => (individual, front: fronts[i])).GroupBy(p => p.front).OrderBy(g => g.Key))
        {
            var members = front.Select(p => p.individual).ToList();
            var crowding = Ranking.Crowding([.. members.Select(m => m.Values)]);
            ranked.AddRange(members.Select((m, i) => m with { Front = front.Key, Crowding = crowding[i] }));
        }
        return ranked;
    }

    private sealed record Individual(Architecture Architecture, IReadOnlyList<double> Values, int Front, double Crowding);
}
