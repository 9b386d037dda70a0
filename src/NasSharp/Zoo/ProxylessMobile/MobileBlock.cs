using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.ProxylessMobile;

/// <summary>
/// MobileNetV2's inverted residual: a 1x1 convolution that widens (none when the expansion is 1), a depthwise convolution, a linear 1x1 convolution. Where stride and channels
/// allow, the input is added. [N, in, H, W] to [N, out, H', W'].
/// </summary>
internal sealed class MobileBlock : nn.Module<Tensor, Tensor>
{
    private readonly MobileConvolution? expand;
    private readonly MobileConvolution depthwise;
    private readonly MobileConvolution project;
    private readonly bool _adds;

    public MobileBlock(int inChannels, int outChannels, int kernel, int expansion, int stride)
        : base(nameof(MobileBlock))
    {
        var middle = inChannels * expansion;
        expand = expansion > 1 ? new MobileConvolution(inChannels, middle, 1) : null;
        depthwise = new MobileConvolution(middle, middle, kernel, stride, groups: middle);
        project = new MobileConvolution(middle, outChannels, 1, linear: true);
        _adds = stride == 1 && inChannels == outChannels;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = project.call(depthwise.call(expand is null ? input : expand.call(input)));
        return (_adds ? x + input : x).MoveToOuterDisposeScope();
    }
}
