using NasSharp.Training;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>How large networks may grow.</summary>
public sealed record NetworkMorphismLimits
{
    /// <summary>Weights of a network; at least 1, default 2^24 (NNI's <c>max_model_size</c>).</summary>
    public long Parameters { get; init; } = 1 << 24;

    /// <summary>Convolutions in a row; at least 1, default 50.</summary>
    public int Layers { get; init; } = 50;

    /// <summary>Channels of a layer; at least 1, default 1024.</summary>
    public int Channels { get; init; } = 1024;

    /// <summary>Kernels of new layers, odd; default 3.</summary>
    public IReadOnlyList<int> Kernels { get; init; } = [3];

    internal void Validate()
    {
        Demand.That(Parameters >= 1, nameof(Parameters), Parameters, "1 or more");
        Demand.That(Layers >= 1, nameof(Layers), Layers, "1 or more");
        Demand.That(Channels >= 1, nameof(Channels), Channels, "1 or more");
        Demand.That(Kernels is { Count: >= 1 }, nameof(Kernels), Kernels?.Count ?? 0, "1 kernel or more");
    }
}
