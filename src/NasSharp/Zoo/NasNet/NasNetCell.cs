using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>
/// The cell of NASNet (Zoph et al. 2018): two inputs, some nodes, each the sum of two operations on the inputs or earlier nodes; the output joins the nodes that no other node
/// takes, or all. From [N, Cpp, H, W] and [N, Cp, H, W] to [N, nodes * C, H, W], or half of H and W when it reduces; the channels of a node that is not part of the output
/// are zero, until <see cref="NasNetNetwork"/> drops them with an architecture. Keys are like those of ENAS, such as <c>normal_node_0_x_op</c> and <c>reduce_node_1_y_input</c>; they hold
/// no cell number: all normal cells share one architecture, and all reducing cells another. The weights of an operation are the same whichever state it runs on.
/// </summary>
public sealed class NasNetCell : nn.Module<Tensor, Tensor, Tensor>
{
    private const int CellInputs = 2;

    private readonly nn.Module<Tensor, Tensor> preprocess0;
    private readonly StdConv preprocess1;
    private readonly ModuleList<NasNetNode> nodes;
    private readonly CellOutput _output;
    private bool _dropsUsed;

    /// <summary>Makes a cell.</summary>
    /// <param name="operations">What the nodes choose among.</param>
    /// <param name="nodes">Nodes beside the two inputs, at least 1; 5 in the papers.</param>
    /// <param name="channelsBeforePrevious">Channels of the first input.</param>
    /// <param name="channelsPrevious">Channels of the second input.</param>
    /// <param name="channels">Channels of each node, at least 2.</param>
    /// <param name="reductionPrevious">Whether the cell before reduced, so that the first input is twice as large as the second.</param>
    /// <param name="reduction">Whether this cell halves height and width.</param>
    /// <param name="output">Which nodes the output joins.</param>
    /// <param name="affine">Whether batch norms scale and shift.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or a value has no name.</exception>
    public NasNetCell(
        CellOperations operations, int nodes, int channelsBeforePrevious, int channelsPrevious, int channels, bool reductionPrevious, bool reduction,
        CellOutput output = CellOutput.LooseEnds, bool affine = true)
        : base(nameof(NasNetCell))
    {
        var range = new OptionRange(nameof(NasNetCell));
        range.Defined(operations, nameof(operations));
        range.Defined(output, nameof(output));
        range.AtLeast(nodes, 1, nameof(nodes));
        range.AtLeast(channelsBeforePrevious, 1, nameof(channelsBeforePrevious));
        range.AtLeast(channelsPrevious, 1, nameof(channelsPrevious));
        range.AtLeast(channels, 2, nameof(channels), ", because a reduction makes half of them from every other pixel");
        preprocess0 = reductionPrevious
            ? new FactorizedReduce(channelsBeforePrevious, channels, affine)
            : new StdConv(channelsBeforePrevious, channels, kernel: 1, stride: 1, padding: 0, affine);
        preprocess1 = new StdConv(channelsPrevious, channels, kernel: 1, stride: 1, padding: 0, affine);
        var cell = reduction ? "reduce" : "normal";
        var keys = Enumerable.Range(0, nodes).Select(n => $"{cell}_node_{n}").ToArray();
        this.nodes = nn.ModuleList(keys.Select((key, i) => new NasNetNode(key, branch => new NasNetBranch(
            branch, [Spaces.InputChoice.NoKey, Spaces.InputChoice.NoKey, .. keys[..i]], operations, channels, reduction, affine))).ToArray());
        (_output, OutChannels) = (output, nodes * channels);
        RegisterComponents();
    }

    /// <summary>Channels of the output before nodes are dropped: nodes times channels.</summary>
    public int OutChannels { get; }

    /// <summary>Probability that a branch other than the identity is dropped for a sample while training, in [0, 1).</summary>
    internal double DropPathProbability
    {
        get => nodes[0].DropPathProbability;
        set
        {
            foreach (var node in nodes)
                node.DropPathProbability = value;
        }
    }

    /// <summary>The convolutions that see the first input, whose channels are another cell's output.</summary>
    internal IReadOnlyList<Conv2d> OnFirstInput => preprocess0 is FactorizedReduce reduce ? [reduce.First, reduce.Second] : [((StdConv)preprocess0).Conv];

    /// <summary>The convolution that sees the second input.</summary>
    internal Conv2d OnSecondInput => preprocess1.Conv;

    /// <summary>
    /// The nodes whose output is part of the cell's, for what is decided now. While several states are mixed into a branch, it takes none of them alone, and all nodes are joined.
    /// </summary>
    internal int[] Joined() =>
        [.. Enumerable.Range(0, nodes.Count).Where(n => _output == CellOutput.AllNodes || !nodes.Skip(n + 1).Any(later => later.TakesOnly(CellInputs + n)))];

    /// <summary>Leaves nodes that are not joined out of the output from now on, instead of giving zeros.</summary>
    internal void DropUsed() => _dropsUsed = true;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using var scope = NewDisposeScope();
        var states = new List<Tensor> { preprocess0.call(input1), preprocess1.call(input2) };
        foreach (var node in nodes)
            states.Add(node.call(states));
        var joined = Joined();
        var parts = Enumerable.Range(0, nodes.Count).Where(n => !_dropsUsed || joined.Contains(n))
            .Select(n => joined.Contains(n) ? states[CellInputs + n] : zeros_like(states[CellInputs + n])).ToArray();
        return cat(parts, 1).MoveToOuterDisposeScope();
    }
}
