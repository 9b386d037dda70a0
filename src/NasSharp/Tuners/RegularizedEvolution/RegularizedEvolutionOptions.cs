using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.RegularizedEvolution;

/// <summary>How regularized evolution searches. The defaults are those of Real et al. 2019 (arXiv 1802.01548) for CIFAR-10, which are also NNI's.</summary>
public sealed record RegularizedEvolutionOptions
{
    /// <summary>Architectures alive at once; so many are drawn at random first; at least 2, default 100 (P).</summary>
    public int PopulationSize { get; init; } = 100;

    /// <summary>Members that compete to be the next parent, drawn without replacement; from 1 to <see cref="PopulationSize"/>, default 25 (S).</summary>
    public int SampleSize { get; init; } = 25;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(PopulationSize >= 2, nameof(PopulationSize), PopulationSize, "2 or more");
        Demand.That(SampleSize >= 1 && SampleSize <= PopulationSize, nameof(SampleSize), SampleSize, $"1 to {nameof(PopulationSize)} ({PopulationSize})");
    }
}
