using NasSharp.Cli.CommandLine;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The spaces that nasctl knows by name: every <see cref="ZooSpace"/> of this assembly.</summary>
internal static class SpaceCatalog
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<ZooSpace> All { get; } =
    [
        .. typeof(SpaceCatalog).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(ZooSpace)) && !t.IsAbstract)
            .Select(t => (ZooSpace)Activator.CreateInstance(t)!)
            .OrderBy(s => s.Name, StringComparer.Ordinal),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(s => s.Name)];

    /// <summary>The shape of an input that a space takes, for commands without data.</summary>
    public static IReadOnlyList<long> ExampleShape(SpaceOptions space) => All.First(s => s.Name == space.Space).ExampleShape;

    /// <summary>Makes the network of a space with all its choices open; the seed decides its first weights.</summary>
    /// <param name="space">Which space, and its size.</param>
    /// <param name="inputShape">The shape of one input, [channels, height, width].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="use">What it is built for.</param>
    /// <exception cref="UsageException">A size is given that the space does not have.</exception>
    public static nn.Module<Tensor, Tensor> Build(SpaceOptions space, IReadOnlyList<long> inputShape, int classes, long seed, NetworkUse use)
    {
        var entry = All.First(s => s.Name == space.Space);
        var size = space with
        {
            Channels = Size("--channels", space.Channels, entry.Sizes.Channels, entry),
            Cells = Size("--cells", space.Cells, entry.Sizes.Cells, entry),
            Nodes = Size("--nodes", space.Nodes, entry.Sizes.Nodes, entry),
        };
        return new RunOptions { Seed = seed }.Create(() => entry.Build(size, inputShape, classes, use));
    }

    private static int? Size(string option, int? given, int? standard, ZooSpace entry) => given is not null && standard is null
        ? throw new UsageException($"{option} {given}: the space {entry.Name} has no such size; leave the option out")
        : given ?? standard;
}
