using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>1x1 convolution with norm and ReLU, a convolution (plain or separable), batch norm without weights, ReLU: [N, C, H, W] to the same shape.</summary>
internal sealed class ConvBranch : nn.Module<Tensor, Tensor>
{
    private readonly ConvNormRelu prepare;
    private readonly nn.Module<Tensor, Tensor> conv;
    private readonly BatchNorm2d norm;

    public ConvBranch(int channels, int kernel, bool separable)
        : base(nameof(ConvBranch))
    {
        prepare = new ConvNormRelu(channels, channels);
        conv = separable ? new SeparableConv(channels, channels, kernel) : nn.Conv2d(channels, channels, kernel, padding: kernel / 2);
        norm = nn.BatchNorm2d(channels, affine: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var prepared = prepare.call(input);
        using var convolved = conv.call(prepared);
        using var normed = norm.call(convolved);
        return nn.functional.relu(normed);
    }
}
