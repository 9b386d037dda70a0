using NasSharp.Spaces;

namespace NasSharp.Tuners.Bananas;

/// <summary>One number for each candidate of each choice.</summary>
internal sealed class DecisionFeatures : FeatureMap
{
    private readonly int[] _start;

    public DecisionFeatures(SearchSpace space)
    {
        _start = new int[space.Choices.Count];
        foreach (var (index, choice) in space.Choices.Index())
        {
            _start[index] = Length;
            Length += choice.Candidates.Count;
        }
    }

    public override int Length { get; }

    public override int[] Ones(Architecture architecture)
        => [.. _start.SelectMany((start, index) => architecture.At(index)?.Selected.Select(s => start + s) ?? [])];
}
