using NasSharp.Spaces;

namespace NasSharp.OneShot.Darts;

/// <summary>What a DARTS search found.</summary>
public sealed record DartsResult
{
    /// <summary>The architecture derived from the last weights of the choices.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Means over the validation data, measured with the supernet that still mixes all candidates.</summary>
    public required IReadOnlyDictionary<string, double> Validation { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
