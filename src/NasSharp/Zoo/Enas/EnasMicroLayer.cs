using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>
/// A cell of the ENAS micro space (Pham et al. 2018, section 2.4): some nodes, each the sum of two operations on the cell's inputs or earlier nodes. What
/// no node takes is joined, and a 1x1 convolution brings it to the cell's channels; its weight is cut from one large parameter by what is joined. From
/// [N, Cpp, H, W] and [N, Cp, H, W] to the second input (reduced when the cell reduces) and [N, C, H, W]. Keys hold no cell number: all normal
/// cells share one architecture, and all reducing cells another.
/// </summary>
public sealed class EnasMicroLayer : nn.Module<Tensor, Tensor, (Tensor, Tensor)>, IKeepsParts
{
    private readonly FactorizedReduce? reduce0;
    private readonly FactorizedReduce? reduce1;
    private readonly ConvNormRelu? fit0;
    private readonly ConvNormRelu? fit1;
    private readonly ModuleList<EnasMicroNode> nodes;
    private readonly BatchNorm2d norm;
    private readonly int _states;
    private Parameter finalWeight;

    /// <summary>Makes a cell.</summary>
    /// <param name="nodes">Nodes beside the two inputs, at least 1.</param>
    /// <param name="channelsBeforePrevious">Channels of the first input.</param>
    /// <param name="channelsPrevious">Channels of the second input.</param>
    /// <param name="channels">Channels of the output and of each node, at least 2.</param>
    /// <param name="reduction">Whether the cell halves height and width of both inputs first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public EnasMicroLayer(int nodes, int channelsBeforePrevious, int channelsPrevious, int channels, bool reduction)
        : base(nameof(EnasMicroLayer))
    {
        EnasSize.AtLeast(nodes, 1, nameof(nodes));
        EnasSize.AtLeast(channelsBeforePrevious, 1, nameof(channelsBeforePrevious));
        EnasSize.AtLeast(channelsPrevious, 1, nameof(channelsPrevious));
        EnasSize.AtLeast(channels, 2, nameof(channels), ", because a reduction makes half of them from every other pixel");
        if (reduction)
        {
            reduce0 = new FactorizedReduce(channelsBeforePrevious, channels, affine: false);
            reduce1 = new FactorizedReduce(channelsPrevious, channels, affine: false);
            channelsBeforePrevious = channelsPrevious = channels;
        }
        fit0 = channelsBeforePrevious == channels ? null : new ConvNormRelu(channelsBeforePrevious, channels);
        fit1 = channelsPrevious == channels ? null : new ConvNormRelu(channelsPrevious, channels);
        var keys = Enumerable.Range(0, nodes).Select(i => $"{(reduction ? "reduce" : "normal")}_node_{i}").ToArray();
        this.nodes = nn.ModuleList(keys.Select((key, i) => new EnasMicroNode(key, [InputChoice.NoKey, InputChoice.NoKey, .. keys[..i]], channels)).ToArray());
        _states = nodes + 2;
        finalWeight = new Parameter(empty(channels, _states, channels, 1, 1));
        nn.init.kaiming_normal_(finalWeight);
        norm = nn.BatchNorm2d(channels, affine: false);
        RegisterComponents();
    }

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

    /// <inheritdoc/>
    public override (Tensor, Tensor) forward(Tensor input1, Tensor input2)
    {
        using var scope = NewDisposeScope();
        var previous = reduce1?.call(input2) ?? input2.alias();
        var first = reduce0?.call(input1) ?? input1;
        var states = new List<Tensor> { fit0?.call(first) ?? first, fit1?.call(previous) ?? previous };
        foreach (var node in nodes)
            states.Add(node.call(states));
        var unused = Unused();
        var joined = nn.functional.relu(unused.Length == 1 ? states[unused[0]] : cat([.. unused.Select(s => states[s])], 1));
        var cut = finalWeight.size(1) < _states;
        var weight = cat([.. unused.Select((state, i) => finalWeight.select(1, cut ? i : state))], 1);
        var output = norm.call(nn.functional.conv2d(joined, weight));
        return (previous.MoveToOuterDisposeScope(), output.MoveToOuterDisposeScope());
    }

    void IPrunesItself.Prune()
    {
        using var recording = no_grad();
        finalWeight = new Parameter(Used(finalWeight), finalWeight.requires_grad);
        register_parameter(nameof(finalWeight), finalWeight);
    }

    Tensor IKeepsParts.Part(string name, Tensor tensor) => name == nameof(finalWeight) && tensor.size(1) == _states ? Used(tensor) : tensor;

    // The states that no node takes.
    private int[] Unused() => [.. Enumerable.Range(0, _states).Where(s => !nodes.Index().Any(n => s < n.Index + 2 && n.Item.Takes(s)))];

    private Tensor Used(Tensor weight)
    {
        using var index = NasSharp.Torch.torch.tensor([.. Unused().Select(s => (long)s)], device: weight.device);
        return weight.index_select(1, index);
    }
}
