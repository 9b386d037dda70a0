using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.LocalSearch;

/// <summary>How local search searches. The defaults are those of White et al. 2021 (arXiv 2005.02960, algorithm 1).</summary>
public sealed record LocalSearchOptions
{
    /// <summary>Random architectures of which the best is the start of a climb; at least 1, default 1.</summary>
    public int InitialSamples { get; init; } = 1;

    /// <summary>
    /// Whether to move to the first better neighbour, as the paper's variant "query until lower" does; default no: all neighbours are tried and the best is taken.
    /// </summary>
    public bool FirstImprovement { get; init; }

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate() => Demand.That(InitialSamples >= 1, nameof(InitialSamples), InitialSamples, "1 or more");
}
