using NasSharp.Spaces;

namespace NasSharp.Zoo.FBNet;

/// <summary>
/// The networks that the authors released as FBNet-A, B and C, with the options that go with them. The authors' releases differ in some blocks from the
/// networks that the paper measures: see <c>docs/algorithms/fbnet.md</c>.
/// </summary>
public static class FBNetArchitectures
{
    private static readonly string[] LayersOfA =
    [
        "skip", "k3_e3", "k3_e1", "skip", "skip", "k5_e6", "k3_e3", "k5_e1", "k3_e3", "k5_e6", "k5_e3", "k5_e1_g2", "k5_e6",
        "k3_e6", "k5_e1_g2", "k5_e3", "k3_e1_g2", "k5_e6", "k5_e6", "k5_e3", "k5_e6", "k5_e6",
    ];

    private static readonly string[] LayersOfB =
    [
        "k3_e1", "k3_e6", "k5_e1", "k3_e1", "k3_e1", "k5_e6", "k5_e3", "k3_e6", "k5_e6", "k5_e6", "k5_e6", "skip", "k5_e3",
        "k5_e6", "k3_e1", "k5_e1", "k5_e3", "k5_e6", "k5_e1", "k5_e6", "k5_e6", "k3_e6",
    ];

    private static readonly string[] LayersOfC =
    [
        "k3_e1", "k3_e6", "skip", "k3_e1", "k3_e1", "k5_e6", "k5_e3", "k5_e6", "k3_e6", "k5_e6", "k5_e3", "k5_e6", "k5_e6",
        "k5_e6", "k5_e6", "k5_e6", "k5_e3", "k5_e6", "k5_e6", "k5_e6", "k5_e6", "k3_e6",
    ];

    /// <summary>The options of the released FBNet-A.</summary>
    public static FBNetSpaceOptions SizeOfA { get; } = new() { ExpandsByOne = false };

    /// <summary>The options of the released FBNet-B and FBNet-C.</summary>
    public static FBNetSpaceOptions SizeOfBAndC { get; } = SizeOfA with { HeadChannels = 1984 };

    /// <summary>FBNet-A, for a space of 22 layers.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture A(SearchSpace space) => Of(space, LayersOfA);

    /// <summary>FBNet-B, for a space of 22 layers.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture B(SearchSpace space) => Of(space, LayersOfB);

    /// <summary>FBNet-C, for a space of 22 layers.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture C(SearchSpace space) => Of(space, LayersOfC);

    private static Architecture Of(SearchSpace space, string[] names)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Choices.Count != names.Length)
            throw new ArchitectureException($"The architecture has {names.Length} layers, the space {space.Choices.Count} choices; it belongs to the space of {nameof(FBNetNetwork)} with its 22 layers.");
        return new Architecture(space, space.Choices.Zip(names, (choice, name) => KeyValuePair.Create(choice.Key, Decision.One(IndexOf(choice, name)))));
    }

    private static int IndexOf(Choice choice, string name)
    {
        for (var i = 0; i < choice.Candidates.Count; i++)
            if (choice.Candidates[i] == name)
                return i;
        throw new ArchitectureException($"The choice '{choice.Key}' has no candidate '{name}'.");
    }
}
