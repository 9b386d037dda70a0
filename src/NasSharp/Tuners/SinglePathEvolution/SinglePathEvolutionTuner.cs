using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;
using NasSharp.Training;

namespace NasSharp.Tuners.SinglePathEvolution;

/// <summary>
/// The evolutionary search of Single Path One-Shot (Guo et al. 2020, arXiv 1904.00420, algorithm 1): generations of mutations and crossings of the best
/// architectures of all generations so far, never one twice, all within limits of a cost. A generation waits for its last trial; trials without a result are no parents.
/// </summary>
public sealed class SinglePathEvolutionTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly SinglePathEvolutionOptions _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private readonly HashSet<Architecture> _visited = [];
    private readonly List<(Architecture Architecture, double Value)> _best = [];
    private Architecture[] _parents = [];
    private int _asked;
    private int _running;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public SinglePathEvolutionTuner(SearchSpace space, SinglePathEvolutionOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new SinglePathEvolutionOptions();
        _options.Validate();
        _random = new RandomStream(seed, "single-path evolution");
        _allowed = new AllowedArchitectures(space, _options.Allowed is null && _options.Cost is null ? null : Allowed, _random);
    }

    /// <summary>The number of the generation, from 0.</summary>
    public int Generation { get; private set; }

    /// <inheritdoc/>
    public bool IsExhausted => _options.Generations > 0 && Generation >= _options.Generations;

    /// <inheritdoc/>
    /// <exception cref="TunerException">Random draws found no architecture within the limits.</exception>
    public Suggestion? Ask()
    {
        if (IsExhausted || _asked == _options.Population)
            return null;
        var (child, parents) = Child();
        _asked++;
        _running++;
        _visited.Add(child);
        return new Suggestion(child) { Tag = this, Parents = parents };
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        _visited.Add(suggestion.Architecture);
        _allowed.See(suggestion.Architecture);
        if (outcome.HasValue && Allowed(suggestion.Architecture))
            Remember(suggestion.Architecture, outcome.Value);
        if (suggestion.Tag != this)
            return;
        _running--;
        if (_running > 0 || _asked < _options.Population)
            return;
        (Generation, _asked) = (Generation + 1, 0);
        _parents = [.. _best.Select(b => b.Architecture)];
    }

    private void Remember(Architecture architecture, double value)
    {
        if (_best.Exists(b => b.Architecture.Equals(architecture)))
            return;
        var place = _best.FindIndex(b => b.Value < value);
        _best.Insert(place < 0 ? _best.Count : place, (architecture, value));
        if (_best.Count > _options.Parents)
            _best.RemoveAt(_best.Count - 1);
    }

    private (Architecture Architecture, Architecture[] Parents) Child()
    {
        if (_parents.Length > 0 && _asked < _options.Mutations + _options.Crossovers)
        {
            var crosses = _asked >= _options.Mutations && _parents.Length > 1;
            if (Try(() => crosses ? Cross() : Mutate()) is { } child)
                return child;
            var parent = _random.Choose(_parents);
            if (_allowed.Constrains && _allowed.Near(parent, () => _space.Mutate(parent, _random)) is { } near && !_visited.Contains(near))
                return (near, [parent]);
        }
        // Where everything near is known or forbidden, somewhere else; where all of the space is known, the session ends the search.
        return Try(() => (_space.Sample(_random), [])) ?? (Anything(), []);
    }

    private (Architecture Architecture, Architecture[] Parents)? Try(Func<(Architecture Architecture, Architecture[] Parents)> make)
    {
        for (var attempt = 0; attempt < _options.Attempts; attempt++)
            if (make() is var made && !_visited.Contains(made.Architecture) && Allowed(made.Architecture))
                return made;
        return null;
    }

    private Architecture Anything()
    {
        for (var attempt = 0; attempt < _options.Attempts; attempt++)
            if (_space.Sample(_random) is var made && Allowed(made))
                return made;
        if (_allowed.Constrains && _allowed.Draw() is var mended && Allowed(mended))
            return mended;
        throw new TunerException(_options.Cost is null
            ? $"No architecture of {2 * _options.Attempts} random draws keeps the constraint; widen it, or allow more attempts."
            : $"No architecture costs from {_options.LeastCost} to {_options.MostCost} in {2 * _options.Attempts} random draws; widen the limits.");
    }

    private (Architecture, Architecture[]) Mutate()
    {
        var parent = _random.Choose(_parents);
        return (ArchitectureFilling.Fill(_space, c => _random.NextDouble() < _options.MutationProbability ? null : parent.At(c), c => ChoiceOptions.Sample(c, _random)), [parent]);
    }

    private (Architecture, Architecture[]) Cross()
    {
        var (first, second) = (_random.Choose(_parents), _random.Choose(_parents));
        return (_space.Crossover(first, second, _random), [first, second]);
    }

    private bool Allowed(Architecture architecture)
        => _options.Allowed?.Invoke(architecture) != false
            && (_options.Cost is not { } cost || (cost(architecture) is var c && c >= _options.LeastCost && c <= _options.MostCost));
}
