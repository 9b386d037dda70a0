using NasSharp.Zoo.ShuffleNetV2;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The blocks of single path one-shot.</summary>
internal sealed class ShuffleNetSpace : ZooSpace
{
    private const int LargeImage = 64;

    public override string Name => "shufflenet-v2";

    public override string Description => "20 blocks that choose one of 4 ShuffleNetV2 units (Guo et al. 2020)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (null, null, null);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new ShuffleNetNetwork(new ShuffleNetSpaceOptions
    {
        InputChannels = (int)inputShape[0],
        Classes = classes,
        StemStride = Math.Min(inputShape[1], inputShape[2]) >= LargeImage ? 2 : 1,
        Affine = use != NetworkUse.Search,
    });
}
