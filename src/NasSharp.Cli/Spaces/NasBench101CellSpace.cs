using NasSharp.Zoo.NasBench101;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The cells of NAS-Bench-101.</summary>
internal sealed class NasBench101CellSpace : ZooSpace
{
    // The benchmark's 0.003 needs more steps than a short run has.
    private const double NormMomentum = 0.1;

    public override string Name => "nasbench101";

    public override string Description => "a cell of up to 5 vertices that choose one of 3 operations and any vertices before them, stacked (Ying et al. 2019)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (128, 3, 7);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new NasBench101Network(new NasBench101Options
    {
        InputChannels = (int)inputShape[0],
        ImageSize = (int)Math.Min(inputShape[1], inputShape[2]),
        Channels = size.Channels!.Value,
        CellsPerStack = size.Cells!.Value,
        Vertices = size.Nodes!.Value,
        Classes = classes,
        NormMomentum = NormMomentum,
    });
}
