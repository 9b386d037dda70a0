using NasSharp.Spaces;

namespace NasSharp.OneShot;

/// <summary>What a differentiable search found.</summary>
public record SearchResult
{
    /// <summary>The architecture derived from the last architecture parameters.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Means over the validation data, measured with the supernet as the method evaluates it; see the method's mutator.</summary>
    public required IReadOnlyDictionary<string, double> Validation { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
