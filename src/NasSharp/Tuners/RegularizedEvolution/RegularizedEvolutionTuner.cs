using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.RegularizedEvolution;

/// <summary>
/// Regularized evolution (Real et al. 2019, arXiv 1802.01548, algorithm 1): the best of a random sample of the population is mutated in one decision, the
/// child joins, the oldest member dies. A member's age counts from the end of its trial, so that slow trials are not born old. Trials without a result are
/// replaced. Different from the paper: the sample is drawn without replacement, so that it is never one member many times.
/// </summary>
public sealed class RegularizedEvolutionTuner : ITuner
{
    private static readonly object Initial = new();

    private readonly SearchSpace _space;
    private readonly RegularizedEvolutionOptions _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private readonly Member[] _population; // a ring: the oldest is overwritten
    private readonly int[] _drawn;
    private int _living;
    private int _oldest;
    private int _initialRunning;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public RegularizedEvolutionTuner(SearchSpace space, RegularizedEvolutionOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new RegularizedEvolutionOptions();
        _options.Validate();
        _random = new RandomStream(seed, "regularized evolution");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
        _population = new Member[_options.PopulationSize];
        _drawn = [.. Enumerable.Range(0, _options.PopulationSize)];
    }

    /// <summary>The living members, oldest first.</summary>
    public IEnumerable<Architecture> Population
        => Enumerable.Range(0, _living).Select(i => _population[_living < _population.Length ? i : (_oldest + i) % _living].Architecture);

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_living + _initialRunning < _population.Length || _living == 0)
        {
            _initialRunning++;
            return new Suggestion(_allowed.Draw()) { Tag = Initial };
        }
        var parent = Tournament();
        return new Suggestion(_allowed.Vary(parent, () => _space.Mutate(parent, _random))) { Parents = [parent] };
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
        var born = new Member(suggestion.Architecture, outcome.Value);
        if (_living < _population.Length)
        {
            _population[_living++] = born;
            return;
        }
        _population[_oldest] = born;
        _oldest = (_oldest + 1) % _population.Length;
    }

    // While the first members are still running the population is smaller.
    private Architecture Tournament() => Best(_living == _drawn.Length ? _drawn : [.. Enumerable.Range(0, _living)]);

    // The first steps of a Fisher-Yates shuffle; the order left behind does no harm, every draw is uniform whatever it is.
    private Architecture Best(int[] members)
    {
        var best = -1;
        for (var i = 0; i < Math.Min(_options.SampleSize, members.Length); i++)
        {
            var j = i + _random.Next(members.Length - i);
            (members[i], members[j]) = (members[j], members[i]);
            if (best < 0 || _population[members[i]].Value > _population[best].Value)
                best = members[i];
        }
        return _population[best].Architecture;
    }

    private readonly record struct Member(Architecture Architecture, double Value);
}
