using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>
/// The cell of NAS-Bench-201 (Dong and Yang 2020, arXiv 2001.00326): four nodes, an edge with one of five operations between each two, each node the sum of its edges.
/// From [N, in, H, W] to [N, out, H / stride, W / stride], rounded up. The edge from node j to node i has NNI's key <c>j_i</c>; it holds no cell number: all cells of a
/// network share one architecture. Stride and channels change on the edges that leave the first node.
/// </summary>
public sealed class NasBench201Cell : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<nn.Module<Tensor, Tensor>> edges;
    private readonly int _nodes;

    /// <summary>Makes a cell.</summary>
    /// <param name="inChannels">Channels of the input, at least 1.</param>
    /// <param name="outChannels">Channels of the output, at least 1; any number beside that of the input.</param>
    /// <param name="stride">1 or 2; 2 halves height and width.</param>
    /// <param name="affine">Whether batch norms scale and shift; default yes, as in the benchmark's networks. A search does better without.</param>
    /// <param name="nodes">Nodes, the input included; at least 2, default 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NasBench201Cell(int inChannels, int outChannels, int stride = 1, bool affine = true, int nodes = 4)
        : base(nameof(NasBench201Cell))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        if (stride is not (1 or 2))
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "The stride of a cell is 1 or 2.");
        if (stride == 2 && outChannels < 2)
            throw new ArgumentOutOfRangeException(nameof(outChannels), outChannels, "A cell of stride 2 needs at least 2 channels, because a skip makes half of them from every other pixel.");
        _nodes = nodes;
        edges = nn.ModuleList<nn.Module<Tensor, Tensor>>();
        for (var to = 1; to < nodes; to++)
            for (var from = 0; from < to; from++)
                edges.append(new LayerChoice(
                    from == 0 ? NasBench201Operations.Make(inChannels, outChannels, stride, affine) : NasBench201Operations.Make(outChannels, outChannels, 1, affine),
                    Reduction.Mean, key: $"{from}_{to}"));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var states = new List<Tensor> { input };
        var edge = 0;
        for (var to = 1; to < _nodes; to++)
        {
            var sum = edges[edge++].call(states[0]);
            for (var from = 1; from < to; from++)
                sum = sum + edges[edge++].call(states[from]);
            states.Add(sum);
        }
        // A skip hands the input itself on, which belongs to the caller.
        return (ReferenceEquals(states[^1], input) ? input.alias() : states[^1]).MoveToOuterDisposeScope();
    }
}
