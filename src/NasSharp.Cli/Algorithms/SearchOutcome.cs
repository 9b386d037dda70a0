using NasSharp.OneShot;
using NasSharp.Spaces;

namespace NasSharp.Cli.Algorithms;

/// <summary>What a search found, with its scores on validation data.</summary>
internal sealed record SearchOutcome(Architecture Architecture, IReadOnlyDictionary<string, double> Validation, TimeSpan Elapsed)
{
    /// <summary>The outcome of a differentiable search.</summary>
    public static SearchOutcome Of(SearchResult result) => new(result.Architecture, result.Validation, result.Elapsed);

    /// <summary>The outcome of a search that ends with the comparison of candidates, the best first.</summary>
    public static SearchOutcome Of(IReadOnlyList<ScoredArchitecture> candidates, TimeSpan elapsed) => new(candidates[0].Architecture, candidates[0].Validation, elapsed);
}
