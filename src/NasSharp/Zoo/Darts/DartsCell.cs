using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Zoo.Darts.Fused;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts;

/// <summary>
/// The cell of DARTS (Liu et al. 2019): two inputs, some inner nodes, each the sum of two edges from earlier states; each edge chooses one of seven operations. From
/// [N, Cpp, H, W] and [N, Cp, H, W] to [N, nodes * C, H, W], or half of H and W when it reduces. Keys hold no cell number: all normal cells share
/// one architecture, and all reducing cells another.
/// </summary>
public sealed class DartsCell : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> preprocess0;
    private readonly StdConv preprocess1;
    private readonly ModuleList<DartsNode> nodes;
    private readonly int _part;

    /// <summary>Makes a cell.</summary>
    /// <param name="nodes">Inner nodes, at least 1.</param>
    /// <param name="channelsBeforePrevious">Channels of the first input.</param>
    /// <param name="channelsPrevious">Channels of the second input.</param>
    /// <param name="channels">Channels of each node, even.</param>
    /// <param name="reductionPrevious">Whether the cell before reduced, so that the first input is twice as large as the second.</param>
    /// <param name="reduction">Whether this cell halves height and width.</param>
    /// <param name="phase">Search or final training; decides the batch norms.</param>
    /// <param name="partialChannels">K of PC-DARTS: operations see one channel in K; 1: all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public DartsCell(
        int nodes, int channelsBeforePrevious, int channelsPrevious, int channels, bool reductionPrevious, bool reduction, DartsPhase phase = DartsPhase.Search,
        int partialChannels = 1)
        : base(nameof(DartsCell))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partialChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelsBeforePrevious, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelsPrevious, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 2);
        var affine = phase == DartsPhase.Retraining;
        preprocess0 = reductionPrevious
            ? new FactorizedReduce(channelsBeforePrevious, channels, affine)
            : new StdConv(channelsBeforePrevious, channels, kernel: 1, stride: 1, padding: 0, affine);
        preprocess1 = new StdConv(channelsPrevious, channels, kernel: 1, stride: 1, padding: 0, affine);
        this.nodes = nn.ModuleList(Enumerable.Range(2, nodes).Select(number => new DartsNode(number, channels / partialChannels, reduction, phase)).ToArray());
        OutChannels = nodes * channels;
        _part = partialChannels;
        RegisterComponents();
    }

    /// <summary>Channels of the output: nodes times channels.</summary>
    public int OutChannels { get; }

    /// <summary>Probability that an edge other than the identity is dropped for a sample while training, in [0, 1).</summary>
    internal double DropPathProbability { get; set; }

    /// <summary>Whether edges that leave one state run as one operator where that computes the same.</summary>
    internal bool FuseEdges { get; set; } = true;

    /// <summary>The inner nodes; node n stands behind the two inputs and n earlier nodes.</summary>
    internal IReadOnlyList<DartsNode> Nodes => [.. nodes];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        var inner = Nodes;
        var states = new List<Tensor> { Preprocess(preprocess0, input1), Preprocess(preprocess1, input2) };
        var outputs = inner.Select(n => new Tensor?[n.Edges.Count]).ToArray();
        // By source, so that work on one state can be shared by all edges that leave it.
        for (var source = 0; source < inner.Count + 1; source++)
        {
            RunEdges(inner, source, states[source], outputs);
            if (source >= 1)
                states.Add(Join(inner[source - 1], outputs[source - 1]));
        }
        var result = cat([.. states.Skip(2)], 1);
        foreach (var state in states)
            state.Dispose();
        return result;
    }

    private Tensor Preprocess(nn.Module<Tensor, Tensor> block, Tensor input)
        => (FuseEdges ? MixedEdges.TryRun(block, input, training) : null) ?? block.call(input);

    private void RunEdges(IReadOnlyList<DartsNode> inner, int source, Tensor state, Tensor?[][] outputs)
    {
        var taken = Enumerable.Range(0, inner.Count).Where(n => n >= source - 1 && inner[n].Taken[source]).ToArray();
        if (_part == 1)
        {
            RunOperations(inner, taken, source, state, outputs);
            return;
        }
        var (seen, bypass) = PartialChannels.Split(state, _part);
        RunOperations(inner, taken, source, seen, outputs);
        foreach (var n in taken)
        {
            using var output = outputs[n][source];
            outputs[n][source] = output is null ? null : PartialChannels.Join(output, bypass, _part);
        }
        seen.Dispose();
        bypass.Dispose();
    }

    private void RunOperations(IReadOnlyList<DartsNode> inner, int[] taken, int source, Tensor input, Tensor?[][] outputs)
    {
        var dropsPaths = training && DropPathProbability > 0;
        if (FuseEdges && !dropsPaths && MixedEdges.TryRun(Array.ConvertAll(taken, n => inner[n].Edges[source]), input, training) is { } fused)
        {
            for (var i = 0; i < taken.Length; i++)
                outputs[taken[i]][source] = fused[i];
            return;
        }
        foreach (var n in taken)
        {
            var edge = inner[n].Edges[source];
            var output = edge.ForwardOrNull(input);
            var drops = dropsPaths && output is not null && !RunsIdentity(edge);
            outputs[n][source] = drops ? DropPath.Apply(output!, DropPathProbability) : output;
        }
    }

    private static Tensor Join(DartsNode node, Tensor?[] outputs)
    {
        var state = node.Join(outputs);
        // Autograd holds what it needs of the edges.
        foreach (var output in outputs)
            if (!ReferenceEquals(output, state))
                output?.Dispose();
        return state;
    }

    private static bool RunsIdentity(LayerChoice edge)
    {
        var mask = ((IMutable)edge).Binding.Execution.Mask;
        return mask.Count(ran => ran) == 1 && edge.Candidates[Enumerable.Range(0, mask.Count).First(i => mask[i])] is Identity;
    }
}
