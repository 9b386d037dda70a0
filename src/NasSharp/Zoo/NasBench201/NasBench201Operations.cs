using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>The five operations of an edge (Dong and Yang 2020, section 2.1), in NNI's order and under its names, for any stride and channels.</summary>
internal static class NasBench201Operations
{
    public static IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> Make(int inChannels, int outChannels, int stride, bool affine) =>
    [
        ("none", new ZeroOperation(inChannels, outChannels, stride)),
        ("avg_pool_3x3", new AveragePooling(inChannels, outChannels, stride, affine)),
        ("conv_3x3", new StdConv(inChannels, outChannels, kernel: 3, stride, padding: 1, affine)),
        ("conv_1x1", new StdConv(inChannels, outChannels, kernel: 1, stride, padding: 0, affine)),
        ("skip_connect", Skip(inChannels, outChannels, stride, affine)),
    ];

    private static nn.Module<Tensor, Tensor> Skip(int inChannels, int outChannels, int stride, bool affine)
    {
        if (stride == 2)
            return new FactorizedReduce(inChannels, outChannels, affine);
        return inChannels == outChannels ? nn.Identity() : new ChannelProjection(inChannels, outChannels, affine);
    }
}
