using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.LocalSearch;

/// <summary>
/// Local search with restarts (White et al. 2021, arXiv 2005.02960): climbs from a random architecture to the best of its neighbours until none is better,
/// then starts anew elsewhere. A neighbour differs in one edit of one decision (<see cref="SearchSpace.Neighbours"/>). It waits for the last trials of a
/// neighbourhood before it moves.
/// </summary>
public sealed class LocalSearchTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly LocalSearchOptions _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private Queue<Architecture> _open = [];
    private Step _step = new();
    private (Architecture Architecture, double Value)? _here; // where the climb stands; null while its start is looked for
    private int _samplesLeft;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public LocalSearchTuner(SearchSpace space, LocalSearchOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new LocalSearchOptions();
        _options.Validate();
        _random = new RandomStream(seed, "local search");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
        _samplesLeft = _options.InitialSamples;
    }

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_here is null && _samplesLeft > 0)
        {
            _samplesLeft--;
            return Try(_allowed.Draw());
        }
        return _open.TryDequeue(out var neighbour) ? Try(neighbour) : null;
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        _allowed.See(suggestion.Architecture);
        if (suggestion.Tag != _step)
            return; // of a step that is over, or not from here
        _step.Running--;
        if (outcome.HasValue && !(outcome.Value <= _step.Best?.Value))
            _step.Best = (suggestion.Architecture, outcome.Value);
        if (Better() && (_options.FirstImprovement || NothingLeft()))
            MoveTo(_step.Best!.Value);
        else if (NothingLeft())
            Restart();
    }

    private bool Better() => _step.Best is { } best && (_here is null ? NothingLeft() : best.Value > _here.Value.Value);

    private bool NothingLeft() => _step.Running == 0 && _open.Count == 0 && (_here is not null || _samplesLeft == 0);

    private void MoveTo((Architecture Architecture, double Value) place)
    {
        _here = place;
        _step = new Step();
        var neighbours = Neighbours(place.Architecture);
        _open = new Queue<Architecture>(neighbours);
        if (neighbours.Length == 0)
            Restart();
    }

    // Where single edits are refused, changes of several decisions take their places, as many as there are choices.
    private Architecture[] Neighbours(Architecture place)
    {
        var neighbours = _space.Neighbours(place).Where(_allowed.Permits).ToArray();
        _random.Shuffle(neighbours);
        if (!_allowed.Constrains || neighbours.Length >= _space.Choices.Count)
            return neighbours;
        var wider = new OrderedDictionary<Architecture, bool>();
        foreach (var neighbour in neighbours)
            wider.TryAdd(neighbour, true);
        for (var attempt = 0; attempt < 2 * _space.Choices.Count && wider.Count < _space.Choices.Count; attempt++)
            if (_allowed.Near(place, () => _space.Mutate(place, _random)) is { } near && !near.Equals(place))
                wider.TryAdd(near, true);
        return [.. wider.Keys];
    }

    private void Restart()
    {
        _here = null;
        _step = new Step();
        _samplesLeft = _options.InitialSamples;
    }

    private Suggestion Try(Architecture architecture)
    {
        _step.Running++;
        return new Suggestion(architecture) { Tag = _step, Parents = _here is { } here ? [here.Architecture] : [] };
    }

    private sealed class Step
    {
        public int Running { get; set; }

        public (Architecture Architecture, double Value)? Best { get; set; }
    }
}
