using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>ReLU, separable convolution, batch norm: [N, C, H, W] to the same shape.</summary>
internal sealed class SepConvNorm : nn.Module<Tensor, Tensor>
{
    private readonly SeparableConv conv;
    private readonly BatchNorm2d norm;

    public SepConvNorm(int channels, int kernel)
        : base(nameof(SepConvNorm))
    {
        conv = new SeparableConv(channels, channels, kernel);
        norm = nn.BatchNorm2d(channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var active = nn.functional.relu(input);
        using var convolved = conv.call(active);
        return norm.call(convolved);
    }
}
