using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.ProxylessMobile;

/// <summary>Convolution, batch norm and, unless it is linear, ReLU6: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class MobileConvolution : nn.Module<Tensor, Tensor>
{
    // The authors' value.
    private const double Epsilon = 1e-3;

    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;
    private readonly bool _linear;

    public MobileConvolution(int inChannels, int outChannels, int kernel, int stride = 1, int groups = 1, bool linear = false)
        : base(nameof(MobileConvolution))
    {
        conv = nn.Conv2d(inChannels, outChannels, kernel, stride, kernel / 2, groups: groups, bias: false);
        norm = nn.BatchNorm2d(outChannels, Epsilon);
        _linear = linear;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var normed = norm.call(conv.call(input));
        return (_linear ? normed : nn.functional.relu6(normed)).MoveToOuterDisposeScope();
    }
}
