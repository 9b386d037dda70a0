using NasSharp.Training;

namespace NasSharp.OneShot.Spos;

/// <summary>
/// How single path one-shot trains and searches (Guo et al. 2020, arXiv 1904.00420). The defaults are those of the paper on ImageNet, where they are given, and of the
/// authors' code; small data sets want a smaller batch and learning rate.
/// </summary>
public sealed record SposOptions : PathOptions
{
    /// <summary>How paths are drawn while training; default uniform, as in the paper.</summary>
    public PathSampling Sampling { get; init; }

    /// <summary>Generations of the evolution, at least 1; default 20.</summary>
    public int Generations { get; init; } = 20;

    /// <summary>Architectures measured in a generation, at least 1; default 50.</summary>
    public int Population { get; init; } = 50;

    /// <summary>The best of all generations so far, from which the next are made; at least 1, default 10.</summary>
    public int Parents { get; init; } = 10;

    /// <summary>Children of two parents in a generation after the first, 0 or more; default 25. What a generation lacks is drawn at random.</summary>
    public int Crossovers { get; init; } = 25;

    /// <summary>Mutated parents in a generation after the first, 0 or more, with <see cref="Crossovers"/> at most <see cref="Population"/>; default 25.</summary>
    public int Mutations { get; init; } = 25;

    /// <summary>Chance that a mutation draws a choice again, more than 0, at most 1; default 0.1.</summary>
    public double MutationProbability { get; init; } = 0.1;

    /// <summary>
    /// Times that a child is drawn for each place of a generation before the place is given up, because it breaks a limit or was measured before; at least 1. Default 10 for
    /// crossover and mutation, as in the authors' code; random architectures are tried 100 times as often.
    /// </summary>
    public int TriesPerChild { get; init; } = 10;

    internal override void Validate()
    {
        base.Validate();
        Demand.That(Enum.IsDefined(Sampling), nameof(Sampling), (int)Sampling, "a value of the enumeration");
        Demand.That(Generations >= 1, nameof(Generations), Generations, "1 or more");
        Demand.That(Population >= 1, nameof(Population), Population, "1 or more");
        Demand.That(Parents >= 1, nameof(Parents), Parents, "1 or more");
        Demand.That(Crossovers >= 0, nameof(Crossovers), Crossovers, "0 or more");
        Demand.That(Mutations >= 0 && Mutations <= Population - Crossovers, nameof(Mutations), Mutations, $"0 to {nameof(Population)} - {nameof(Crossovers)} = {Population - Crossovers}");
        Demand.That(MutationProbability is > 0 and <= 1, nameof(MutationProbability), MutationProbability, "more than 0 and at most 1");
        Demand.That(TriesPerChild >= 1, nameof(TriesPerChild), TriesPerChild, "1 or more");
    }
}
