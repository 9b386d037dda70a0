using NasSharp.Spaces;

namespace NasSharp.Tuners.Bananas;

/// <summary>Turns architectures into the positions of the numbers that are 1; all others are 0.</summary>
internal abstract class FeatureMap
{
    /// <summary>How many numbers there are.</summary>
    public abstract int Length { get; }

    /// <summary>The positions of the ones, each once.</summary>
    public abstract int[] Ones(Architecture architecture);

    /// <summary>The map for a space.</summary>
    /// <exception cref="ArgumentException">Paths are wanted, but the space is no cell of edges.</exception>
    public static FeatureMap For(SearchSpace space, ArchitectureEncoding encoding, int pathLimit)
    {
        if (encoding == ArchitectureEncoding.Decisions)
            return new DecisionFeatures(space);
        if (PathFeatures.TryMake(space, pathLimit) is { } paths)
            return paths;
        return encoding == ArchitectureEncoding.Automatic
            ? new DecisionFeatures(space)
            : throw new ArgumentException($"{nameof(BananasOptions.Encoding)} is {encoding}; expected another one, as the keys of the space are not all edges such as '0_2'.");
    }
}
