using NasSharp.Zoo.Mnist;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The small space of the first example.</summary>
internal sealed class MnistSpace : ZooSpace
{
    public override string Name => "mnist";

    public override string Description => "two convolutions of 3x3 or 5x5, and a skip or none: eight small networks";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (8, null, null);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new MnistNetwork(new MnistOptions
    {
        InputChannels = (int)inputShape[0],
        ImageSize = (int)Math.Min(inputShape[1], inputShape[2]),
        Channels = size.Channels!.Value,
        Classes = classes,
    });
}
