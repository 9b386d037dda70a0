using NasSharp.Zoo.MemoryBanks;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The memory banks of SMASH.</summary>
internal sealed class MemoryBankSpace : ZooSpace
{
    public override string Name => "memory-banks";

    public override string Description => "operations that choose which banks they read and write, and one of 4 bodies (Brock et al. 2018)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (8, 3, 4);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new MemoryBankNetwork(new MemoryBankOptions
    {
        InputChannels = (int)inputShape[0],
        Channels = size.Channels!.Value,
        Bottleneck = 2 * size.Channels!.Value,
        Blocks = size.Cells!.Value,
        Operations = size.Nodes!.Value,
        Classes = classes,
    });
}
