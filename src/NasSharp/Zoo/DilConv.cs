using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>ReLU, depthwise convolution (dilated or not), 1x1 convolution, batch norm: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class DilConv : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d depthwise;
    private readonly Conv2d pointwise;
    private readonly BatchNorm2d norm;

    public DilConv(int inChannels, int outChannels, int kernel, int stride, int padding, int dilation, bool affine)
        : base(nameof(DilConv))
    {
        depthwise = nn.Conv2d(inChannels, inChannels, kernel, stride, padding, dilation, groups: inChannels, bias: false);
        pointwise = nn.Conv2d(inChannels, outChannels, 1, bias: false);
        norm = nn.BatchNorm2d(outChannels, affine: affine);
        RegisterComponents();
    }

    public Conv2d Depthwise => depthwise;

    public Conv2d Pointwise => pointwise;

    public BatchNorm2d Norm => norm;

    public override Tensor forward(Tensor input)
    {
        using var active = nn.functional.relu(input);
        using var filtered = depthwise.call(active);
        using var mixed = pointwise.call(filtered);
        return norm.call(mixed);
    }
}
