using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.SuccessiveHalving;

/// <summary>
/// Successive halving: random architectures are trained for few epochs, the best part of them goes on with more, until the last rung; then others start. A rung
/// waits for its last trial. Architectures without a result do not go on.
/// </summary>
public sealed class SuccessiveHalvingTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly SuccessiveHalvingOptions _options;
    private readonly RandomStream _random;
    private readonly int[] _epochs;
    private readonly int _starters;
    private int _rung;
    private int _toStart;
    private int _running;
    private Queue<Suggestion> _goingOn = [];
    private List<(Suggestion Suggestion, double Value)> _results = [];

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public SuccessiveHalvingTuner(SearchSpace space, SuccessiveHalvingOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new SuccessiveHalvingOptions();
        _options.Validate();
        _random = new RandomStream(seed, "successive halving");
        _epochs = Fidelities.Rungs(_options.MinEpochs, _options.MaxEpochs, _options.ReductionFactor);
        _starters = _options.Starters > 0 ? _options.Starters : (int)Math.Ceiling(Math.Pow(_options.ReductionFactor, _epochs.Length - 1) - 1e-9);
        _toStart = _starters;
    }

    /// <summary>The epochs of the rungs, ascending.</summary>
    public IReadOnlyList<int> Rungs => _epochs;

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_toStart > 0)
        {
            _toStart--;
            return Start(new Suggestion(_space.Sample(_random), _epochs[0]) { Tag = this });
        }
        return _goingOn.TryDequeue(out var before) ? Start(new Suggestion(before.Architecture, _epochs[_rung], before) { Tag = this }) : null;
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        if (suggestion.Tag != this)
            return;
        _running--;
        if (outcome.HasValue && _results.TrueForAll(r => !r.Suggestion.Architecture.Equals(suggestion.Architecture)))
            _results.Add((suggestion, outcome.Value));
        if (_running > 0 || _toStart > 0 || _goingOn.Count > 0)
            return;
        var last = _rung == _epochs.Length - 1 || _results.Count == 0;
        // The order is stable: equal values go on in the order in which they ended.
        _goingOn = new Queue<Suggestion>(last ? [] : _results.OrderByDescending(r => r.Value).Take(Math.Max(1, (int)(_results.Count / _options.ReductionFactor + 1e-9))).Select(r => r.Suggestion));
        _results = [];
        _rung = last ? 0 : _rung + 1;
        _toStart = last ? _starters : 0;
    }

    private Suggestion Start(Suggestion suggestion)
    {
        _running++;
        return suggestion;
    }
}
