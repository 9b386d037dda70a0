using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.SinglePathEvolution;

/// <summary>How the evolution of Single Path One-Shot searches. The defaults are those of Guo et al. 2020 (arXiv 1904.00420, section 4 and the authors' code).</summary>
public sealed record SinglePathEvolutionOptions
{
    /// <summary>Architectures of a generation; at least 2, default 50.</summary>
    public int Population { get; init; } = 50;

    /// <summary>The best so many of all generations are parents; at least 1, default 10.</summary>
    public int Parents { get; init; } = 10;

    /// <summary>Children of a generation that are mutations; 0 or more, default 25.</summary>
    public int Mutations { get; init; } = 25;

    /// <summary>Children of a generation that are crossings of two parents; 0 or more, default 25; the rest of a generation is random.</summary>
    public int Crossovers { get; init; } = 25;

    /// <summary>The probability that a mutation draws a decision again; more than 0 up to 1, default 0.1.</summary>
    public double MutationProbability { get; init; } = 0.1;

    /// <summary>Generations after which the search ends, the first random one included; at least 1; 0, the default: never (the paper makes 20).</summary>
    public int Generations { get; init; }

    /// <summary>The cost of an architecture, such as its FLOPs; null, the default: no limits.</summary>
    [JsonIgnore]
    public Func<Architecture, double>? Cost { get; init; }

    /// <summary>The least allowed cost; default none. The paper searched between 290 and 360 million FLOPs.</summary>
    public double LeastCost { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest allowed cost; default none.</summary>
    public double MostCost { get; init; } = double.PositiveInfinity;

    /// <summary>Which architectures may be made at all, beside the limits of the cost; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    /// <summary>Attempts to make a new child within the limits before a random architecture takes its place; at least 1, default 1000.</summary>
    public int Attempts { get; init; } = 1000;

    internal void Validate()
    {
        Demand.That(Population >= 2, nameof(Population), Population, "2 or more");
        Demand.That(Parents >= 1, nameof(Parents), Parents, "1 or more");
        Demand.That(Mutations >= 0 && Mutations <= Population, nameof(Mutations), Mutations, $"0 to {nameof(Population)} ({Population})");
        Demand.That(Crossovers >= 0 && Crossovers + Mutations <= Population, nameof(Crossovers), Crossovers, $"0 to {nameof(Population)} less {nameof(Mutations)} ({Population - Mutations})");
        Demand.That(MutationProbability is > 0 and <= 1, nameof(MutationProbability), MutationProbability, "more than 0 up to 1");
        Demand.That(Generations >= 0, nameof(Generations), Generations, "0 or more");
        Demand.That(LeastCost <= MostCost, nameof(LeastCost), LeastCost, $"{nameof(MostCost)} ({MostCost}) or less");
        Demand.That(Attempts >= 1, nameof(Attempts), Attempts, "1 or more");
        if (Cost is null && (double.IsFinite(LeastCost) || double.IsFinite(MostCost)))
            throw new ArgumentException($"{nameof(LeastCost)} and {nameof(MostCost)} need {nameof(Cost)}, which says what an architecture costs.");
    }
}
