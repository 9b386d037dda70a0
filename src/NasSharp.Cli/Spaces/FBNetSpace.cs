using NasSharp.Zoo.FBNet;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The blocks of FBNet.</summary>
internal sealed class FBNetSpace : ZooSpace
{
    private const int LargeImage = 64;

    public override string Name => "fbnet";

    public override string Description => "22 layers that choose one of 9 inverted residual blocks (Wu et al. 2019)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (null, null, null);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new FBNetNetwork(new FBNetSpaceOptions
    {
        InputChannels = (int)inputShape[0],
        Classes = classes,
        StemStride = Math.Min(inputShape[1], inputShape[2]) >= LargeImage ? 2 : 1,
    });
}
