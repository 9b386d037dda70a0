using NasSharp.Spaces;

namespace NasSharp.Benchmarks;

/// <summary>Architectures of a space of layer choices as the digits that published tables have: one digit for each choice, the position of its candidate.</summary>
internal sealed class DigitCode(string benchmark, SearchSpace space)
{
    public int Length => space.Choices.Count;

    /// <summary>The architecture of digits.</summary>
    /// <exception cref="ArchitectureException">They are too few, too many, or one is no candidate.</exception>
    public Architecture Parse(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        return TryRead(digits) is { } selected ? At(selected) : throw new ArchitectureException(
            $"'{NearestName.Shorten(digits)}' is no architecture of {benchmark}; expected {Length} digits from 0 to {space.Choices[0].Candidates.Count - 1}.");
    }

    /// <summary>The digits of an architecture of this space, or of another space with the same keys and names.</summary>
    /// <exception cref="ArchitectureException">It is outside the space; the message names the key.</exception>
    public int[] Selected(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var selected = new int[Length];
        for (var i = 0; i < selected.Length; i++)
            selected[i] = ReferenceEquals(architecture.Space, space) && architecture.At(i) is { } decision ? Only(space.Choices[i], decision) : Named(architecture, space.Choices[i]);
        return selected;
    }

    public string Print(Architecture architecture) => string.Concat(Selected(architecture));

    public Architecture At(ReadOnlySpan<int> selected)
    {
        var decisions = new Decision?[Length];
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] = Decision.One(selected[i]);
        return Architecture.Of(space, decisions);
    }

    /// <summary>The positions that digits stand for; null when they are no architecture.</summary>
    public int[]? TryRead(string digits) => digits.Length == Length && digits.Index().All(d => d.Item >= '0' && d.Item < '0' + space.Choices[d.Index].Candidates.Count)
        ? [.. digits.Select(d => d - '0')]
        : null;

    private int Named(Architecture architecture, Choice choice)
    {
        if (!architecture.TryGet(choice.Key, out var decision))
            throw new ArchitectureException($"The architecture has no decision for '{choice.Key}'; {benchmark} has {string.Join(", ", space.Keys)}.");
        var name = architecture.Space[choice.Key].Candidates[Only(choice, decision)];
        for (var i = 0; i < choice.Candidates.Count; i++)
            if (choice.Candidates[i] == name)
                return i;
        throw new ArchitectureException($"Key '{choice.Key}': '{name}' is no operation of {benchmark}; allowed are {string.Join(", ", choice.Candidates)}.");
    }

    private static int Only(Choice choice, Decision decision) => decision.Selected is [var only] && decision.Weights is null
        ? only
        : throw new ArchitectureException($"Key '{choice.Key}': no single operation is chosen; allowed are {string.Join(", ", choice.Candidates)}.");
}
