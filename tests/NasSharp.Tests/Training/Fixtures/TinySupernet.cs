using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>A small image classifier with everything a trainer must cope with: batch norms, dropout, a shared key with dots, edges and a switch.</summary>
internal sealed class TinySupernet : Module<Tensor, Tensor>
{
    public const int Channels = 4;
    public const int Classes = 3;

    private readonly Module<Tensor, Tensor> stem;
    private readonly LayerChoice edge0;
    private readonly LayerChoice edge1;
    private readonly LayerChoice again;
    private readonly InputChoice pick;
    private readonly Module<Tensor, Tensor> drop;
    private readonly Module<Tensor, Tensor> head;

    public TinySupernet()
        : this(0.2)
    {
    }

    public TinySupernet(double dropout)
        : base(nameof(TinySupernet))
    {
        stem = Sequential(("conv", Conv2d(3, Channels, 3, padding: 1, bias: false)), ("bn", BatchNorm2d(Channels)));
        edge0 = Edge("node.0");
        edge1 = Edge("node.1");
        again = Edge("node.0");
        pick = new InputChoice(["node.0", "node.1"], chosen: 1, key: "node.pick");
        drop = Dropout(dropout);
        head = Linear(Channels, Classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = stem.call(input);
        var joined = pick.forward([edge0.ForwardOrNull(x), edge1.ForwardOrNull(x)])!;
        var deep = again.ForwardOrNull(joined) ?? joined;
        return head.call(drop.call(deep.mean([2, 3])));
    }

    private static LayerChoice Edge(string key) => new(
        [
            ("conv", Sequential(("relu", ReLU()), ("conv", Conv2d(Channels, Channels, 3, padding: 1, bias: false)), ("bn", BatchNorm2d(Channels)))),
            ("pool", AvgPool2d(3, stride: 1, padding: 1)),
            ("skip", Identity()),
        ],
        key: key);
}
