using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench101;

/// <summary>A vertex: which vertices before it it takes, and one of three operations on their sum; the output has no operation.</summary>
internal sealed class NasBench101Vertex : nn.Module
{
    private readonly InputChoice input;
    private readonly nn.Module<Tensor, Tensor>? op;
    private readonly SlicedConvolution projection;
    private readonly SlicedConvolution[] _operations;

    public NasBench101Vertex(int number, bool isOutput, int inChannels, int channels, double momentum)
        : base(nameof(NasBench101Vertex))
    {
        input = new InputChoice([InputChoice.NoKey, .. Enumerable.Range(1, number - 1).Select(v => $"op{v}")], key: $"input{number}");
        _operations = isOutput ? [] : [new SlicedConvolution(channels, channels, 3, momentum), new SlicedConvolution(channels, channels, 1, momentum)];
        op = isOutput ? null : new LayerChoice([("conv3x3-bn-relu", _operations[0]), ("conv1x1-bn-relu", _operations[1]), ("maxpool3x3", nn.MaxPool2d(3, 1, 1))], key: $"op{number}");
        projection = new SlicedConvolution(inChannels, channels, 1, momentum);
        RegisterComponents();
    }

    /// <summary>For each vertex before this one whether it is taken now.</summary>
    public IReadOnlyList<bool> Taken => input.CurrentMask;

    /// <summary>The operation on the sum of what the vertex takes, cut to its channels.</summary>
    public Tensor Run(int number, ModuleGraph graph, IReadOnlyList<Tensor?> tensors)
    {
        using var scope = NewDisposeScope();
        var channels = graph.Channels[number];
        var parts = Enumerable.Range(0, number).Select(from => !graph.Has(from, number) ? null
            : from == 0 ? projection.Run(tensors[0]!, channels)
            : tensors[from]!.size(1) == channels ? tensors[from] : tensors[from]!.narrow(1, 0, channels)).ToArray();
        // A mutator may weight the inputs; it knows nothing of vertices that were dropped.
        var whole = Enumerable.Range(0, number).All(from => !Taken[from] || parts[from] is not null);
        var sum = whole ? input.call(parts)! : parts.OfType<Tensor>().Aggregate((a, b) => a + b);
        return op!.call(sum).MoveToOuterDisposeScope();
    }

    /// <summary>The cell's input, projected.</summary>
    public Tensor Project(Tensor cellInput, int channels) => projection.Run(cellInput, channels);

    /// <summary>Keeps what an applied architecture has use for.</summary>
    public void Keep(int number, ModuleGraph graph, int inChannels)
    {
        var channels = graph.Channels[number];
        if (graph.Has(0, number))
            projection.Keep(inChannels, channels);
        else
            Unregister(nameof(projection));
        if (channels == 0)
            Unregister(nameof(op));
        foreach (var operation in modules().OfType<SlicedConvolution>().Where(_operations.Contains))
            operation.Keep(channels, channels);
    }
}
