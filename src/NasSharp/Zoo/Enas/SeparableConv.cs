using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>Depthwise convolution and 1x1 convolution, neither with a bias: [N, in, H, W] to [N, out, H, W].</summary>
internal sealed class SeparableConv : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d depthwise;
    private readonly Conv2d pointwise;

    public SeparableConv(int inChannels, int outChannels, int kernel)
        : base(nameof(SeparableConv))
    {
        depthwise = nn.Conv2d(inChannels, inChannels, kernel, padding: kernel / 2, groups: inChannels, bias: false);
        pointwise = nn.Conv2d(inChannels, outChannels, 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var filtered = depthwise.call(input);
        return pointwise.call(filtered);
    }
}
