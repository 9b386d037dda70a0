using System.Diagnostics.CodeAnalysis;

namespace NasSharp.OneShot.Spos;

/// <summary>What single path one-shot found. Beside the validation metrics, a candidate has the numbers that limits, bins and the hardware objective count, such as <c>flops</c>.</summary>
public sealed record SposResult : RankedSearchResult
{
    /// <summary>An empty result, to be filled.</summary>
    public SposResult()
    {
    }

    [SetsRequiredMembers]
    internal SposResult(RankedSearchResult found, IReadOnlyList<SposGeneration> generations)
        : base(found)
        => Generations = generations;

    /// <summary>The generations in order; fewer than asked for when no new architecture was found any more.</summary>
    public required IReadOnlyList<SposGeneration> Generations { get; init; }
}
