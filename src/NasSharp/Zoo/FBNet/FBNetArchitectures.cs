using NasSharp.Spaces;

namespace NasSharp.Zoo.FBNet;

/// <summary>
/// The networks that the authors released as FBNet-A, B and C, with the options that go with them. The authors' releases differ in some blocks from the
/// networks that the paper measures: see <c>docs/algorithms/fbnet.md</c>.
/// </summary>
public static class FBNetArchitectures
{
    private const int Layers = 22;

    /// <summary>The options of the released FBNet-A.</summary>
    public static FBNetSpaceOptions SizeOfA { get; } = new() { ExpandsByOne = false };

    /// <summary>The options of the released FBNet-B and FBNet-C.</summary>
    public static FBNetSpaceOptions SizeOfBAndC { get; } = SizeOfA with { HeadChannels = 1984 };

    /// <summary>FBNet-A, for a space of 22 layers.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture A(SearchSpace space) => Of(space, "fbnet-a");

    /// <summary>FBNet-B, for a space of 22 layers.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture B(SearchSpace space) => Of(space, "fbnet-b");

    /// <summary>FBNet-C, for a space of 22 layers.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture C(SearchSpace space) => Of(space, "fbnet-c");

    private static Architecture Of(SearchSpace space, string file)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Choices.Count == Layers
            ? Architecture.Parse(space, PublishedFile.Text(file), file)
            : throw new ArchitectureException($"The architecture has {Layers} layers, the space {space.Choices.Count} choices; it belongs to the space of {nameof(FBNetNetwork)} with its 22 layers.");
    }
}
