using NasSharp.Zoo.Enas;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The layers of ENAS.</summary>
internal sealed class EnasMacroSpace : ZooSpace
{
    public override string Name => "enas-macro";

    public override string Description => "layers that choose one of 6 operations and any number of earlier layers (Pham et al. 2018)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (24, 12, null);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new EnasMacroModel(new EnasMacroOptions
    {
        InputChannels = (int)inputShape[0],
        Channels = size.Channels!.Value,
        Layers = size.Cells!.Value,
        Classes = classes,
    });
}
