using NasSharp.Spaces;

namespace NasSharp.OneShot;

/// <summary>What a search found that ends with the comparison of candidates.</summary>
public record RankedSearchResult
{
    /// <summary>The best of the candidates.</summary>
    public Architecture Architecture => Candidates[0].Architecture;

    /// <summary>The architectures that were measured with the shared weights, all different, the best first.</summary>
    public required IReadOnlyList<ScoredArchitecture> Candidates { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps of the supernet.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
