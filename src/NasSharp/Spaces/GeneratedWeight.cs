namespace NasSharp.Spaces;

/// <summary>A weight that a hypernetwork may generate for the architecture at hand, instead of learning it once for all architectures.</summary>
/// <param name="Parameter">The name of the parameter in the model; it has at least two dimensions, the first counts its filters.</param>
/// <param name="Choices">The keys of the choices that the weight depends on first of all, at least one; in the order in which the hypernetwork reads them.</param>
public sealed record GeneratedWeight(string Parameter, IReadOnlyList<string> Choices);

/// <summary>A model that says which of its weights a hypernetwork is to generate, as SMASH does (Brock et al. 2018).</summary>
public interface IGeneratedWeights
{
    /// <summary>The weights, in network order: what follows each other here are neighbours for the hypernetwork.</summary>
    IReadOnlyList<GeneratedWeight> GeneratedWeights { get; }
}
