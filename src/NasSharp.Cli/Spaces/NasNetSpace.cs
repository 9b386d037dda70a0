using NasSharp.Zoo.NasNet;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of NASNet, with its operations or those of a successor.</summary>
internal class NasNetSpace : ZooSpace
{
    private const int LargeImage = 64;

    public override string Name => "nasnet";

    public override string Description => "two cells whose nodes choose two states and one of 13 operations for each, stacked (Zoph et al. 2018)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (16, 8, 5);

    protected virtual NasNetOptions Cells => new();

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new NasNetNetwork(Cells with
    {
        InputChannels = (int)inputShape[0],
        ImageSize = (int)Math.Min(inputShape[1], inputShape[2]),
        LargeImages = Math.Min(inputShape[1], inputShape[2]) >= LargeImage,
        Channels = size.Channels!.Value,
        Cells = size.Cells!.Value,
        Nodes = size.Nodes!.Value,
        Classes = classes,
        Affine = use != NetworkUse.Search,
        AuxiliaryHead = use == NetworkUse.RetrainingWithAuxiliaryHead,
    });
}
