using NasSharp.Morphing;
using NasSharp.Training;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>
/// Network morphism (Jin et al. 2019, arXiv 1806.10282; Auto-Keras) over real networks: the most promising network within reach grows from a trained one by
/// function-preserving steps (<see cref="Deepen"/>, <see cref="Widen"/>, <see cref="AddSkip"/>) and takes over its weights. What promises is said by the same
/// Gaussian process as in <see cref="NetworkMorphismTuner"/>, over the edit distance of plans.
/// </summary>
public sealed class NetworkMorphismSearch : INetworkSearch
{
    private readonly NetworkPlan _start;
    private readonly NetworkMorphismOptions _options;
    private readonly NetworkMorphismLimits _limits;
    private readonly RandomStream _random;
    private readonly DistanceProcess<GrownPlan> _process = new((a, b) => PlanDistance.Between(a.Plan, b.Plan));
    private readonly HashSet<NetworkPlan> _seen = [];
    private readonly Dictionary<int, NetworkPlan> _running = [];
    private int _asked;

    /// <summary>Starts the search.</summary>
    /// <param name="start">The first network; at least one convolution.</param>
    /// <param name="options">How the next network is chosen; of the initial trials each grows one random step from a trained network. Null: the defaults.</param>
    /// <param name="limits">How large networks may grow; null: the defaults.</param>
    /// <param name="seed">The same seed and scores give the same search.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the first network has no convolution.</exception>
    public NetworkMorphismSearch(NetworkPlan start, NetworkMorphismOptions? options = null, NetworkMorphismLimits? limits = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Layers.Count == 0)
            throw new ArgumentException("The first network has no convolution; only layers can grow.", nameof(start));
        (_start, _options, _limits) = (start, options ?? new NetworkMorphismOptions(), limits ?? new NetworkMorphismLimits());
        _options.Validate();
        _limits.Validate();
        _random = new RandomStream(seed, "network morphism");
    }

    /// <inheritdoc/>
    public NetworkProposal? Ask()
    {
        if (_process.Count == 0)
            return _running.Count > 0 ? null : Propose(new GrownPlan(_start, -1, []));
        var next = _asked < _options.InitialTrials || _process.Count < 2 ? RandomStep() : AnnealedAscent.Find(_process, p => p.Step(_limits, _random), Excluded, _options, _random).Item;
        return Propose(next ?? RandomStep() ?? Best());
    }

    /// <inheritdoc/>
    public void Tell(int id, double? score)
    {
        if (!_running.Remove(id, out var plan))
            throw new ArgumentException($"Network {id} is not running.", nameof(id));
        if (score is { } value && double.IsFinite(value))
            _process.Add(new GrownPlan(plan, id, []), value);
    }

    private bool Excluded(GrownPlan plan) => _seen.Contains(plan.Plan);

    // A step from a random trained network; a few tries to find a new one.
    private GrownPlan? RandomStep()
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            if (_random.Choose(_process.Known).Item.Step(_limits, _random) is { } found && !Excluded(found))
                return found;
        }
        return null;
    }

    // Nothing may grow any more: the best network is trained further.
    private GrownPlan Best() => _process.Known.MaxBy(k => k.Value).Item;

    private NetworkProposal Propose(GrownPlan grown)
    {
        var id = _asked++;
        _seen.Add(grown.Plan);
        _running.Add(id, grown.Plan);
        return new NetworkProposal
        {
            Id = id,
            Plan = grown.Plan,
            Parent = grown.Origin < 0 ? null : grown.Origin,
            Morphs = grown.Morphs,
            Change = grown.Origin < 0 ? "start" : grown.Morphs.Count == 0 ? "train on" : string.Join(", ", grown.Morphs.Select(Words)),
        };
    }

    private static string Words(Morph morph) => morph switch
    {
        Deepen d => $"deepen after {d.After}",
        Widen w => $"widen {w.Layer} to {w.Channels}",
        AddSkip s => $"skip {s.From} to {s.To}",
        _ => morph.GetType().Name,
    };
}
