using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>A skip where only the channels change: a 1x1 convolution and a batch norm, without ReLU: [N, in, H, W] to [N, out, H, W].</summary>
internal sealed class ChannelProjection : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public ChannelProjection(int inChannels, int outChannels, bool affine)
        : base(nameof(ChannelProjection))
    {
        conv = nn.Conv2d(inChannels, outChannels, 1, bias: false);
        norm = nn.BatchNorm2d(outChannels, affine: affine);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var convolved = conv.call(input);
        return norm.call(convolved);
    }
}
