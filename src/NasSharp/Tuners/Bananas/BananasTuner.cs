using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Bananas;

/// <summary>
/// BANANAS (White et al. 2021, arXiv 1910.11858): an ensemble of small networks predicts values from encoded architectures; candidates are mutations of the
/// best architecture, and each is judged by a draw from the normal distribution that the ensemble gives it (independent Thompson sampling). Different from the
/// paper: the networks are smaller and minimize squared errors of standardized values, so that values of any scale will do; a trial without a result counts as
/// the worst known value.
/// </summary>
public sealed class BananasTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly BananasOptions _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private readonly FeatureMap _features;
    private readonly List<(Architecture Architecture, int[] Ones, double Value)> _results = [];
    private readonly HashSet<Architecture> _seen = []; // asked or told
    private Queue<(Architecture Architecture, Architecture? Parent)> _batch = [];
    private int _started;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public BananasTuner(SearchSpace space, BananasOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new BananasOptions();
        _options.Validate();
        _random = new RandomStream(seed, "bananas");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
        _features = FeatureMap.For(space, _options.Encoding, _options.PathLimit);
    }

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_started < _options.InitialTrials || _results.Count(r => double.IsFinite(r.Value)) < 2)
        {
            _started++;
            return Try(_allowed.Draw(), null);
        }
        if (_batch.Count == 0)
            _batch = Choose();
        var (architecture, parent) = _batch.Dequeue();
        return Try(architecture, parent);
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        _seen.Add(suggestion.Architecture);
        _allowed.See(suggestion.Architecture);
        if (!_results.Exists(r => r.Architecture.Equals(suggestion.Architecture)))
            _results.Add((suggestion.Architecture, _features.Ones(suggestion.Architecture), outcome.HasValue ? outcome.Value : double.NegativeInfinity));
    }

    private Suggestion Try(Architecture architecture, Architecture? parent)
    {
        _seen.Add(architecture);
        return new Suggestion(architecture) { Parents = parent is null ? [] : [parent] };
    }

    private Queue<(Architecture, Architecture?)> Choose()
    {
        var networks = Train();
        return new Queue<(Architecture, Architecture?)>(Candidates()
            .Select(c => (c.Architecture, c.Parent, Draw: Thompson(networks, _features.Ones(c.Architecture))))
            .OrderByDescending(c => c.Draw).Take(_options.BatchSize).Select(c => (c.Architecture, c.Parent)));
    }

    private PredictorNetwork[] Train()
    {
        var worst = _results.Where(r => double.IsFinite(r.Value)).Min(r => r.Value);
        var values = _results.ConvertAll(r => double.IsFinite(r.Value) ? r.Value : worst);
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        var inputs = _results.ConvertAll(r => r.Ones);
        var targets = values.ConvertAll(v => deviation > 0 ? (v - mean) / deviation : 0);
        var networks = new PredictorNetwork[_options.Ensemble];
        for (var i = 0; i < networks.Length; i++)
        {
            networks[i] = new PredictorNetwork(_features.Length, _options.Layers, _options.Units, _random);
            networks[i].Train(inputs, targets, _options.TrainingEpochs, _options.LearningRate, _random);
        }
        return networks;
    }

    // Mutations of the best; where their neighbourhood is known, of more of them, and mutations of mutations.
    private List<(Architecture Architecture, Architecture? Parent)> Candidates()
    {
        var best = _results.Where(r => double.IsFinite(r.Value)).OrderByDescending(r => r.Value).Select(r => r.Architecture).ToList();
        var candidates = new OrderedDictionary<Architecture, Architecture?>();
        for (var attempt = 0; attempt < 20 * _options.Candidates && candidates.Count < _options.Candidates; attempt++)
        {
            var widened = _options.Incumbents + attempt / _options.Candidates;
            var parent = best[_random.Next(Math.Min(widened, best.Count))];
            var mutated = _space.Mutate(parent, _random);
            if (attempt >= _options.Candidates && _random.Next(2) == 0)
                mutated = _space.Mutate(mutated, _random);
            if (!_seen.Contains(mutated) && _allowed.Permits(mutated))
                candidates.TryAdd(mutated, parent);
        }
        for (var attempt = 0; _allowed.Constrains && attempt < _options.BatchSize && candidates.Count < _options.BatchSize; attempt++)
            if (_allowed.Near(best[0], () => _space.Mutate(best[0], _random)) is { } near && !_seen.Contains(near))
                candidates.TryAdd(near, best[0]);
        return candidates.Count > 0 ? [.. candidates.Select(c => (c.Key, c.Value))] : [(_allowed.Draw(), null)];
    }

    private double Thompson(PredictorNetwork[] networks, int[] ones)
    {
        var predictions = Array.ConvertAll(networks, n => n.Predict(ones));
        var mean = predictions.Average();
        var deviation = Math.Sqrt(predictions.Sum(p => (p - mean) * (p - mean)) / (predictions.Length - 1));
        return _random.NextGaussian(mean, deviation);
    }
}
