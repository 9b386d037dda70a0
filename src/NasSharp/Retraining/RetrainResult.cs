namespace NasSharp.Retraining;

/// <summary>What a network reaches after training from scratch.</summary>
public sealed record RetrainResult
{
    /// <summary>Means over the test data, e.g. <c>loss</c> and <c>accuracy</c>; measured once, with the last weights.</summary>
    public required IReadOnlyDictionary<string, double> Test { get; init; }

    /// <summary>Means over the validation data with the last weights; null when there were none.</summary>
    public IReadOnlyDictionary<string, double>? Validation { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epochs { get; init; }

    /// <summary>Training steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Working time over all resumptions.</summary>
    public required TimeSpan Elapsed { get; init; }
}
