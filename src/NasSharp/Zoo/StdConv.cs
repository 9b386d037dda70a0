using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>ReLU, convolution, batch norm: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class StdConv : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public StdConv(int inChannels, int outChannels, int kernel, int stride, int padding, bool affine)
        : base(nameof(StdConv))
    {
        conv = nn.Conv2d(inChannels, outChannels, kernel, stride, padding, bias: false);
        norm = nn.BatchNorm2d(outChannels, affine: affine);
        RegisterComponents();
    }

    public Conv2d Conv => conv;

    public BatchNorm2d Norm => norm;

    public override Tensor forward(Tensor input)
    {
        using var active = nn.functional.relu(input);
        using var convolved = conv.call(active);
        return norm.call(convolved);
    }
}
