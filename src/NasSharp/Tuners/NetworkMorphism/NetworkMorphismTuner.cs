using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>
/// The search of Auto-Keras (Jin et al. 2019, arXiv 1806.10282) over any space of choices: a Gaussian process over edit distances, whose upper confidence bound
/// is followed by a tree of edits with annealing. For networks that grow and keep their weights see <see cref="NetworkMorphismSearch"/>. Different from the
/// paper: the covariance is exp(-d / l) with a fitted length l, not that of an embedding, and the first trials are drawn at random.
/// </summary>
public sealed class NetworkMorphismTuner : ITuner
{
    private readonly SearchSpace _space;
    private readonly NetworkMorphismOptions _options;
    private readonly RandomStream _random;
    private readonly AllowedArchitectures _allowed;
    private readonly DistanceProcess<Architecture> _process = new(DecisionDistance.Between);
    private readonly HashSet<Architecture> _seen = []; // asked or told
    private readonly HashSet<Architecture> _measured = [];
    private int _started;

    /// <summary>Starts the search.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public NetworkMorphismTuner(SearchSpace space, NetworkMorphismOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _options = options ?? new NetworkMorphismOptions();
        _options.Validate();
        _random = new RandomStream(seed, "network morphism");
        _allowed = new AllowedArchitectures(space, _options.Allowed, _random);
    }

    /// <inheritdoc/>
    public Suggestion? Ask()
    {
        if (_started < _options.InitialTrials || _process.Count < 2)
        {
            _started++;
            return Try(_allowed.Draw(), null);
        }
        // The tree of edits goes through architectures that are refused, and ends at one that is not.
        var (found, origin) = AnnealedAscent.Find(_process, a => _space.Mutate(a, _random), a => _seen.Contains(a) || !_allowed.Permits(a), _options, _random);
        if (found is null && _allowed.Constrains)
        {
            origin = _process.Known.MaxBy(k => k.Value).Item;
            found = _allowed.Near(origin, () => _space.Mutate(origin, _random));
        }
        return found is null ? Try(_allowed.Draw(), null) : Try(found, origin);
    }

    /// <inheritdoc/>
    public void Tell(Suggestion suggestion, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        ArgumentNullException.ThrowIfNull(outcome);
        _seen.Add(suggestion.Architecture);
        _allowed.See(suggestion.Architecture);
        if (outcome.HasValue && _measured.Add(suggestion.Architecture))
            _process.Add(suggestion.Architecture, outcome.Value);
    }

    private Suggestion Try(Architecture architecture, Architecture? origin)
    {
        _seen.Add(architecture);
        return new Suggestion(architecture) { Parents = origin is null ? [] : [origin] };
    }
}
