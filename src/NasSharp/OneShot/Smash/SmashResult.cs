using NasSharp.Spaces;

namespace NasSharp.OneShot.Smash;

/// <summary>What a SMASH search found.</summary>
public sealed record SmashResult
{
    /// <summary>The best of the candidates.</summary>
    public Architecture Architecture => Candidates[0].Architecture;

    /// <summary>The architectures that were measured with generated weights, the best first.</summary>
    public required IReadOnlyList<ScoredArchitecture> Candidates { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
