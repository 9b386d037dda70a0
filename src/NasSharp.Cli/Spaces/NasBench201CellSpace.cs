using NasSharp.Zoo.NasBench201;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of NAS-Bench-201.</summary>
internal sealed class NasBench201CellSpace : ZooSpace
{
    public override string Name => "nasbench201";

    public override string Description => "a cell whose 6 edges choose one of 5 operations, stacked (Dong and Yang 2020)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (16, 5, 4);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new NasBench201Network(new NasBench201Options
    {
        InputChannels = (int)inputShape[0],
        ImageSize = (int)Math.Min(inputShape[1], inputShape[2]),
        Channels = size.Channels!.Value,
        CellsPerStage = size.Cells!.Value,
        Nodes = size.Nodes!.Value,
        Classes = classes,
        Affine = use != NetworkUse.Search,
    });
}
