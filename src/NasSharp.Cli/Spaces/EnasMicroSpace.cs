using NasSharp.Zoo.Enas;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of ENAS.</summary>
internal sealed class EnasMicroSpace : ZooSpace
{
    public override string Name => "enas-micro";

    public override string Description => "two cells whose nodes choose two inputs and an operation for each, stacked (Pham et al. 2018)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (20, 6, 5);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new EnasMicroNetwork(new EnasMicroOptions
    {
        InputChannels = (int)inputShape[0],
        Channels = size.Channels!.Value,
        Layers = size.Cells!.Value,
        Nodes = size.Nodes!.Value,
        Classes = classes,
        AuxiliaryHead = use == NetworkUse.RetrainingWithAuxiliaryHead,
    });
}
