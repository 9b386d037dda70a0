using NasSharp.Spaces;

namespace NasSharp.OneShot.Enas;

/// <summary>What an ENAS search found.</summary>
public sealed record EnasResult
{
    /// <summary>The best of the candidates.</summary>
    public Architecture Architecture => Candidates[0].Architecture;

    /// <summary>The architectures that the trained controller proposed, measured with the shared weights; the best first. Their score is the reward.</summary>
    public required IReadOnlyList<ScoredArchitecture> Candidates { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps of the supernet.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
