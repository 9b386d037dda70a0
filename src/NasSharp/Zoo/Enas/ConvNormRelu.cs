using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>1x1 convolution, batch norm without weights, ReLU: [N, in, H, W] to [N, out, H, W].</summary>
internal sealed class ConvNormRelu : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public ConvNormRelu(int inChannels, int outChannels)
        : base(nameof(ConvNormRelu))
    {
        conv = nn.Conv2d(inChannels, outChannels, 1, bias: false);
        norm = nn.BatchNorm2d(outChannels, affine: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var convolved = conv.call(input);
        using var normed = norm.call(convolved);
        return nn.functional.relu(normed);
    }
}
