using NasSharp.Training;
using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Workloads;

/// <summary>What a network is built for.</summary>
internal enum NetworkUse
{
    /// <summary>A supernet with all choices open.</summary>
    Search,

    /// <summary>A network that is trained from scratch.</summary>
    Retraining,

    /// <summary>The same with a second head that helps the training.</summary>
    RetrainingWithAuxiliaryHead,
}

/// <summary>The spaces that nasctl knows by name.</summary>
internal static class SpaceCatalog
{
    private const int LargeImage = 64;

    private static readonly Dictionary<string, Func<SpaceOptions, IReadOnlyList<long>, int, NetworkUse, nn.Module<Tensor, Tensor>>> Builders = new()
    {
        ["darts"] = Darts,
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => Builders.Keys;

    /// <summary>Makes the network of a space with all its choices open; the seed decides its first weights.</summary>
    /// <param name="space">Which space, and its size.</param>
    /// <param name="inputShape">The shape of one input, [channels, height, width].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="use">What it is built for.</param>
    public static nn.Module<Tensor, Tensor> Build(SpaceOptions space, IReadOnlyList<long> inputShape, int classes, long seed, NetworkUse use)
    {
        return new RunOptions { Seed = seed }.Create(() => Builders[space.Space](space, inputShape, classes, use));
    }

    private static DartsStackedCells Darts(SpaceOptions space, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => new(new DartsNetworkOptions
    {
        InputChannels = (int)inputShape[0],
        ImageSize = (int)Math.Min(inputShape[1], inputShape[2]),
        Channels = space.Channels,
        Cells = space.Cells,
        Nodes = space.Nodes,
        Classes = classes,
        Stem = Math.Min(inputShape[1], inputShape[2]) >= LargeImage ? DartsStem.ImageNet : DartsStem.Cifar,
        Phase = use == NetworkUse.Search ? DartsPhase.Search : DartsPhase.Retraining,
        AuxiliaryHead = use == NetworkUse.RetrainingWithAuxiliaryHead,
    });
}
