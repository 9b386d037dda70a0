using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of DARTS.</summary>
internal sealed class DartsSpace : ZooSpace
{
    private const int LargeImage = 64;

    public override string Name => "darts";

    public override string Description => "two cells of 8 operations on the edges between nodes, stacked (Liu et al. 2019)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (16, 8, 4);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new DartsStackedCells(new DartsNetworkOptions
    {
        InputChannels = (int)inputShape[0],
        ImageSize = (int)Math.Min(inputShape[1], inputShape[2]),
        Channels = size.Channels!.Value,
        Cells = size.Cells!.Value,
        Nodes = size.Nodes!.Value,
        Classes = classes,
        Stem = Math.Min(inputShape[1], inputShape[2]) >= LargeImage ? DartsStem.ImageNet : DartsStem.Cifar,
        Phase = use == NetworkUse.Search ? DartsPhase.Search : DartsPhase.Retraining,
        PartialChannels = use == NetworkUse.Search ? size.PartialChannels : 1,
        AuxiliaryHead = use == NetworkUse.RetrainingWithAuxiliaryHead,
    });
}
