using NasSharp.Spaces;

namespace NasSharp.OneShot.SinglePath;

/// <summary>What a single-path search found.</summary>
public sealed record SinglePathResult
{
    /// <summary>The best of the candidates.</summary>
    public Architecture Architecture => Candidates[0].Architecture;

    /// <summary>The architectures that were measured, the best first.</summary>
    public required IReadOnlyList<ScoredArchitecture> Candidates { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
