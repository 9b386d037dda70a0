using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench101;

/// <summary>
/// The cell of NAS-Bench-101 (Ying et al. 2019, arXiv 1902.09635), which its authors call a module: up to five vertices between input and output, each with one of three
/// operations on the sum of the vertices it takes; the output joins what it takes, and adds the input. From [N, in, H, W] to [N, out, H, W]. Keys are NNI's:
/// <c>op1</c> to <c>op5</c> and <c>input1</c> to <c>input6</c>, the last of which is the output's. Vertices on no path from the input to the output are not computed; without
/// any path the output is the input, projected. How many channels a vertex has depends on the graph: a supernet uses the first ones of its weights, an applied architecture
/// keeps no others. The benchmark has no more than 9 edges; the module takes any number.
/// </summary>
public sealed class NasBench101Module : nn.Module<Tensor, Tensor>, IKeepsParts
{
    private readonly ModuleList<NasBench101Vertex> vertices;
    private readonly int _inChannels;
    private readonly int _outChannels;

    /// <summary>Makes a module.</summary>
    /// <param name="inChannels">Channels of the input, at least 1.</param>
    /// <param name="outChannels">Channels of the output; at least one for each vertex between input and output.</param>
    /// <param name="vertices">Vertices, input and output included; at least 2, default 7.</param>
    /// <param name="momentum">How far running statistics of batch norms move towards those of a batch; default 0.003, as the authors set it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NasBench101Module(int inChannels, int outChannels, int vertices = 7, double momentum = 0.003)
        : base(nameof(NasBench101Module))
    {
        var range = new OptionRange(nameof(NasBench101Module));
        range.AtLeast(inChannels, 1, nameof(inChannels));
        range.AtLeast(vertices, 2, nameof(vertices));
        range.AtLeast(outChannels, Math.Max(1, vertices - 2), nameof(outChannels), ", because the vertices that the output joins share them");
        range.Demand(momentum is > 0 and <= 1, nameof(momentum), momentum, "more than 0 up to 1");
        (_inChannels, _outChannels) = (inChannels, outChannels);
        this.vertices = nn.ModuleList(Enumerable.Range(1, vertices - 1)
            .Select(v => new NasBench101Vertex(v, v == vertices - 1, inChannels, outChannels, momentum)).ToArray());
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var graph = Graph();
        var last = graph.Vertices - 1;
        var tensors = new Tensor?[last];
        tensors[0] = input;
        for (var v = 1; v < last; v++)
            if (graph.Channels[v] > 0)
                tensors[v] = vertices[v - 1].Run(v, graph, tensors);
        var joined = Enumerable.Range(1, last - 1).Where(v => graph.Has(v, last)).Select(v => tensors[v]!).ToArray();
        var projected = graph.Has(0, last) ? vertices[^1].Project(input, _outChannels) : null;
        var output = joined.Length switch { 0 => null, 1 => joined[0], _ => cat(joined, 1) };
        return (output is null ? projected! : projected is null ? output : output + projected).MoveToOuterDisposeScope();
    }

    void IPrunesItself.Prune()
    {
        var graph = Graph();
        foreach (var (i, vertex) in vertices.Index())
            vertex.Keep(i + 1, graph, _inChannels);
    }

    // The first channels, in every dimension.
    Tensor IKeepsParts.Part(string name, Tensor tensor)
    {
        var kept = state_dict()[name].shape;
        for (var d = 0; d < kept.Length; d++)
            if (tensor.size(d) > kept[d])
                tensor = tensor.narrow(d, 0, kept[d]);
        return tensor;
    }

    private ModuleGraph Graph() => new([.. vertices.Select(v => v.Taken)], _outChannels);
}
