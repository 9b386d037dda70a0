using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.OneShot.Enas;

/// <summary>
/// A space in which one architecture is right by construction. The class is the sign of x0 + x1 + x2; one operation sees x0, one x1, and the first optional
/// input x2. All others see noise, and the second optional input is loud noise. 24 architectures.
/// </summary>
internal sealed class PlantedSupernet : nn.Module<Tensor, Tensor>
{
    private readonly LayerChoice first = new([new Column(3), new Column(0), new Column(4)], key: "first");
    private readonly LayerChoice second = new([new Column(5), new Column(1)], key: "second");
    private readonly Column informative = new(2);
    private readonly InputChoice optional = new(2, key: "optional");

    public PlantedSupernet()
        : base(nameof(PlantedSupernet)) => RegisterComponents();

    public static (TrainSplit Train, ValidationSplit Validation) Data(long seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var x = randn([384, 6], generator: generator);
        return new TrainSplit(new NasSharp.Torch.Data.TensorDataset(x, x.narrow(1, 0, 3).sum(1).gt(0).to(ScalarType.Int64), ["no", "yes"])).SplitOff(0.5, seed);
    }

    public static bool IsRight(Architecture architecture)
        => architecture.ToString() == "first=1; second=1; optional=0";

    public override Tensor forward(Tensor input)
    {
        var sum = first.call(input) + second.call(input);
        if (optional.call([informative.call(input), input.narrow(1, 3, 1) * 4]) is { } added)
            sum = sum + added;
        return cat([-sum, sum], 1);
    }

    private sealed class Column : nn.Module<Tensor, Tensor>
    {
        private readonly int _index;
        private readonly Parameter weight;

        public Column(int index)
            : base(nameof(Column))
        {
            _index = index;
            weight = new Parameter(ones(1));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input.narrow(1, _index, 1) * weight;
    }
}
