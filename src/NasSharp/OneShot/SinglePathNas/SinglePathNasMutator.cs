using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot.SinglePathNas;

/// <summary>
/// Three learned thresholds for each superkernel: on the norm of the 5x5 kernel's shell, of the second half of the channels, and of the block. A part whose norm is below
/// its threshold is closed, in the search and in the derived network by the same comparison.
/// </summary>
public sealed class SinglePathNasMutator : Mutator
{
    private readonly OrderedDictionary<string, Parameter> _thresholds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SuperKernelBlock> _blocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ThresholdGating> _gatings = new(StringComparer.Ordinal);
    private readonly RandomStream _dropout;

    /// <summary>Takes hold of a model's superkernels; all thresholds are 0, so that every part is open.</summary>
    /// <param name="model">The model; all its choices must be superkernels, each with a key of its own.</param>
    /// <param name="dropout">Draws which gates a step of the warm-up drops.</param>
    /// <exception cref="SearchSpaceException">The model has no superkernel, other choices, or superkernels that share a key.</exception>
    public SinglePathNasMutator(torch.nn.Module model, RandomStream dropout)
        : base(model)
    {
        ArgumentNullException.ThrowIfNull(dropout);
        _dropout = dropout;
        foreach (var mutable in Mutables)
        {
            if (mutable is SuperKernelBlock block && _blocks.TryAdd(mutable.Key, block))
                continue;
            var key = mutable.Key;
            Dispose();
            throw new SearchSpaceException(mutable is SuperKernelBlock
                ? $"Two superkernels share the key '{key}'; Single-Path NAS compares each with thresholds of its own: give them different keys."
                : $"The choice '{key}' is no superkernel; Single-Path NAS learns thresholds on the weights of a {nameof(SuperKernelBlock)}: use that, or another algorithm.");
        }
        foreach (var choice in Space.Choices)
        {
            var threshold = new Parameter(torch.zeros([3]));
            register_parameter(ParameterName(choice.Key), threshold);
            _thresholds.Add(choice.Key, threshold);
        }
    }

    /// <summary>The thresholds by key, in network order: of the shell, of the second half, of the block, [3].</summary>
    public IReadOnlyDictionary<string, Parameter> Thresholds => _thresholds;

    /// <summary>The chance that a gate is kept in a step, in (0, 1]; kept gates are divided by it. 1 at first: nothing is dropped.</summary>
    public double KeepProbability { get; set; } = 1;

    /// <summary>
    /// The architecture that weights and thresholds stand for now. When it is beyond the limit of a hardware objective, the likeliest one within it, where a part is open with the probability
    /// sigmoid(norm - threshold).
    /// </summary>
    public override Architecture Export()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var margins = _blocks.ToDictionary(b => b.Key, b => Margins(b.Key, b.Value), StringComparer.Ordinal);
        var open = new Architecture(Space, _blocks.Select(b => KeyValuePair.Create(b.Key, Decision.One(Candidate(b.Value, margins[b.Key])))));
        return Hardware is { Limit: not null } hardware && !hardware.Allows(open) ? LimitedDerivation.Derive(hardware, key => Weights(_blocks[key], margins[key]), _ => null) : open;
    }

    /// <summary>What an exported architecture must not cost more than; null: anything goes.</summary>
    internal HardwareObjective? Hardware { get; set; }

    /// <summary>By key the probability of each candidate, where a part is open with the probability sigmoid(norm - threshold).</summary>
    internal IReadOnlyList<KeyValuePair<string, double[]>> CandidateShares()
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return [.. Space.Keys.Select(key => KeyValuePair.Create(key, Weights(_blocks[key], Margins(key, _blocks[key]))))];
    }

    // By how much the norm of each part exceeds its threshold, behind the hard gates of the parts before it.
    private Dictionary<KernelPart, double> Margins(string key, SuperKernelBlock block)
    {
        var margins = new Dictionary<KernelPart, double>();
        block.Gated((part, norm) =>
        {
            var threshold = _thresholds[key].select(0, (int)part);
            margins[part] = (norm - threshold).ToDouble();
            // The comparison itself, since a difference may round to 0.
            var gate = StraightThroughIndicator.Of(norm, threshold);
            if (gate.ToDouble() > 0 != margins[part] >= 0)
                margins[part] = gate.ToDouble() > 0 ? 0 : -double.Epsilon;
            return gate;
        });
        return margins;
    }

    private static int Candidate(SuperKernelBlock block, Dictionary<KernelPart, double> margins) =>
        block.CandidateOf(margins[KernelPart.Shell] >= 0, margins[KernelPart.SecondHalf] >= 0, margins.GetValueOrDefault(KernelPart.Block) >= 0);

    private static double[] Weights(SuperKernelBlock block, Dictionary<KernelPart, double> margins)
    {
        double Share(KernelPart part, bool open) => 1 / (1 + Math.Exp(open ? -margins[part] : margins[part]));
        var weights = new double[block.CandidateNames.Count];
        foreach (var shell in (bool[])[false, true])
            foreach (var second in (bool[])[false, true])
                weights[block.CandidateOf(shell, second, block: true)] = Share(KernelPart.Shell, shell) * Share(KernelPart.SecondHalf, second) * (block.CanSkip ? Share(KernelPart.Block, true) : 1);
        if (block.CanSkip)
            weights[^1] = Share(KernelPart.Block, false);
        return weights;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide()
    {
        FreeGates();
        foreach (var choice in Space.Choices)
            _gatings.Add(choice.Key, new ThresholdGating(choice.Candidates.Count, _thresholds[choice.Key], KeepProbability < 1 ? Dropped : null));
        return [.. Space.Choices.Select(c => _gatings[c.Key])];
    }

    /// <summary>The gate of a part in the last forward, one number; null for a part that the block does not have.</summary>
    internal torch.Tensor? Gate(string key, KernelPart part) => _gatings[key].Gates.GetValueOrDefault(part);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        FreeGates();
        base.Dispose(disposing);
    }

    private void FreeGates()
    {
        foreach (var gating in _gatings.Values)
            gating.Dispose();
        _gatings.Clear();
    }

    private double Dropped() => _dropout.NextDouble() < KeepProbability ? 1 / KeepProbability : 0;

    private sealed class ThresholdGating(int candidates, torch.Tensor thresholds, Func<double>? dropped) : KernelGating(candidates), IDisposable
    {
        public Dictionary<KernelPart, torch.Tensor> Gates { get; } = [];

        public override torch.Tensor Gate(KernelPart part, torch.Tensor norm)
        {
            var gate = StraightThroughIndicator.Of(norm, thresholds.select(0, (int)part));
            if (dropped is not null)
                gate = gate * dropped();
            if (Gates.Remove(part, out var before))
                before.Dispose();
            // The scopes of the model end before the runtime is asked for; the next reset frees it.
            return Gates[part] = gate.DetachFromDisposeScope();
        }

        public void Dispose()
        {
            foreach (var gate in Gates.Values)
                gate.Dispose();
            Gates.Clear();
        }
    }
}
