using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>A space of the zoo as the command line sees it; every class in this folder that derives from this one is found by itself.</summary>
internal abstract class ZooSpace
{
    /// <summary>The name that <c>--space</c> takes.</summary>
    public abstract string Name { get; }

    /// <summary>One line on what is chosen, with the paper.</summary>
    public abstract string Description { get; }

    /// <summary>What <c>--channels</c>, <c>--cells</c> and <c>--nodes</c> are when they are not given; null for a size that the space does not have.</summary>
    public abstract (int? Channels, int? Cells, int? Nodes) Sizes { get; }

    /// <summary>The shape of one input where there are no data: small images, unless the space takes something else.</summary>
    public virtual IReadOnlyList<long> ExampleShape => [3, 32, 32];

    /// <summary>Makes the network with all its choices open.</summary>
    /// <param name="size">The sizes; those that the space has are given.</param>
    /// <param name="inputShape">The shape of one input, [channels, height, width]; of texts [tokens].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="use">What it is built for.</param>
    public abstract nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use);
}
