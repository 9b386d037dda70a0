using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.FBNet;

/// <summary>Convolution, batch norm, ReLU: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class FBNetConvolution : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public FBNetConvolution(int inChannels, int outChannels, int kernel, int stride)
        : base(nameof(FBNetConvolution))
    {
        conv = nn.Conv2d(inChannels, outChannels, kernel, stride, kernel / 2, bias: false);
        norm = nn.BatchNorm2d(outChannels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var convolved = conv.call(input);
        using var normed = norm.call(convolved);
        return nn.functional.relu(normed);
    }
}
