using NasSharp.Zoo.ProxylessMobile;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The inverted residuals of ProxylessNAS.</summary>
internal sealed class ProxylessSpace : ZooSpace
{
    private const int LargeImage = 64;

    public override string Name => "proxyless";

    public override string Description => "21 layers that choose kernel and expansion of an inverted residual, or are skipped (Cai, Zhu and Han 2019)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (null, null, null);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new ProxylessMobileNetwork(new ProxylessMobileOptions
    {
        InputChannels = (int)inputShape[0],
        Classes = classes,
        StemStride = Math.Min(inputShape[1], inputShape[2]) >= LargeImage ? 2 : 1,
    });
}
