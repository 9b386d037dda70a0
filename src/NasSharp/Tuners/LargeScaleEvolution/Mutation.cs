using NasSharp.Training;

namespace NasSharp.Tuners.LargeScaleEvolution;

/// <summary>A way to change an individual (Real et al. 2017, section 3.2).</summary>
/// <param name="Name">The paper's name in lower case.</param>
/// <param name="Apply">The changed individual; null where the mutation does not apply.</param>
internal sealed record Mutation(string Name, Func<Individual, LargeScaleEvolutionOptions, RandomStream, Individual?> Apply);
