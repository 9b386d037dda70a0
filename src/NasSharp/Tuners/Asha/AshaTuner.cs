using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Asha;

/// <summary>
/// Asynchronous successive halving (Li et al. 2018, arXiv 1810.05934, algorithm 2): whenever a trial can start, the best that is among the first 1 in
/// <see cref="AshaOptions.ReductionFactor"/> of its rung and was not promoted yet goes to the next rung; if there is none, a random architecture enters the
/// lowest. Nobody ever waits. A trial without a result stays where it is.
/// </summary>
public sealed class AshaTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly AshaOptions _options;
    private readonly RandomStream _random;
    private readonly int[] _epochs;
    private readonly Rung[] _rungs;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public AshaTuner(SearchSpace space, AshaOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new AshaOptions();
        _options.Validate();
        _random = new RandomStream(seed, "asynchronous successive halving");
        _epochs = Fidelities.Rungs(_options.MinEpochs, _options.MaxEpochs, _options.ReductionFactor);
        _rungs = [.. _epochs.Select(_ => new Rung())];
    }

    /// <summary>The epochs of the rungs, ascending.</summary>
    public IReadOnlyList<int> Rungs => _epochs;

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        for (var rung = _rungs.Length - 2; rung >= 0; rung--)
            if (_rungs[rung].Promote(_options.ReductionFactor) is { } promoted)
                return new Suggestion(promoted.Architecture, _epochs[rung + 1], promoted);
        return new Suggestion(_space.Sample(_random), _epochs[0]);
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        // A result from elsewhere belongs to the highest rung that it has been trained for.
        var rung = suggestion.Fidelity is { } epochs ? Array.FindLastIndex(_epochs, e => e <= epochs) : _epochs.Length - 1;
        if (rung >= 0 && outcome.Status != TrialStatus.Rejected)
            _rungs[rung].Add(suggestion, outcome.HasValue ? outcome.Value : double.NegativeInfinity);
    }

    private sealed class Rung
    {
        private readonly HashSet<Architecture> _known = [];
        private readonly HashSet<Architecture> _promoted = [];
        private readonly List<(Suggestion Suggestion, double Value)> _results = []; // best first, earlier before later

        public void Add(Suggestion suggestion, double value)
        {
            if (!_known.Add(suggestion.Architecture))
                return;
            var (low, high) = (0, _results.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_results[middle].Value >= value)
                    low = middle + 1;
                else
                    high = middle;
            }
            _results.Insert(low, (suggestion, value));
        }

        public Suggestion? Promote(double reductionFactor)
        {
            var first = (int)(_results.Count / reductionFactor);
            for (var i = 0; i < first; i++)
                if (double.IsFinite(_results[i].Value) && _promoted.Add(_results[i].Suggestion.Architecture))
                    return _results[i].Suggestion;
            return null;
        }
    }
}
