using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Nsga2;

/// <summary>How NSGA-II searches (Deb et al. 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II"). The defaults are the usual ones of the method: 100, 0.9, and one change in the mean.</summary>
public sealed record Nsga2Options
{
    /// <summary>Architectures that survive a generation; at least 2, default 100.</summary>
    public int Population { get; init; } = 100;

    /// <summary>The probability that a child has two parents; 0 to 1, default 0.9.</summary>
    public double CrossoverProbability { get; init; } = 0.9;

    /// <summary>The probability that a child is mutated in one decision; a child equal to a parent always is; 0 to 1, default 1 (one change, which is the mean of the usual 1/n for each of n variables).</summary>
    public double MutationProbability { get; init; } = 1;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(Population >= 2, nameof(Population), Population, "2 or more");
        Demand.That(CrossoverProbability is >= 0 and <= 1, nameof(CrossoverProbability), CrossoverProbability, "0 to 1");
        Demand.That(MutationProbability is >= 0 and <= 1, nameof(MutationProbability), MutationProbability, "0 to 1");
    }
}
