using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Tests.OneShot.Collapse;

/// <summary>
/// A chain of four edges in front of a linear classifier, each an identity or a small network. Half of what tells the classes apart is linear and seen through identities at once; the
/// other half takes a trained network. As long as the networks are untrained they stand in the way, so that the alphas run to identities before the networks are any good.
/// </summary>
internal sealed class CollapsingSupernet : Module<Tensor, Tensor>
{
    public const int Edges = 4;
    private const int Features = 4;
    private const int Classes = 4;

    private readonly NasSharp.Torch.Modules.ModuleList<LayerChoice> edges;
    private readonly Module<Tensor, Tensor> head;

    public CollapsingSupernet()
        : base(nameof(CollapsingSupernet))
    {
        edges = ModuleList(Enumerable.Range(0, Edges).Select(i => new LayerChoice([("wide", Wide()), ("skip", Identity())], key: $"cell_{i}")).ToArray());
        head = Linear(Features, Classes);
        RegisterComponents();
    }

    public static (TrainSplit Train, ValidationSplit Validation) Data()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        const int count = 512;
        var samples = randn([count, Features], generator: generator);
        var curved = (samples.select(1, 0) * samples.select(1, 1)).gt(0).to(ScalarType.Int64);
        var linear = samples.select(1, 2).gt(0).to(ScalarType.Int64);
        return new TrainSplit(new TensorDataset(samples, linear * 2 + curved, ["a", "b", "c", "d"])).SplitOff(0.5, 1);
    }

    public override Tensor forward(Tensor input)
    {
        var x = input;
        foreach (var edge in edges)
            x = edge.call(x);
        return head.call(x);
    }

    private static Module<Tensor, Tensor> Wide() => Sequential(("in", Linear(Features, 16)), ("relu", ReLU()), ("out", Linear(16, Features)));
}
