namespace NasSharp.Profiling;

/// <summary>What one module costs, with everything below it.</summary>
public sealed record LayerProfile
{
    /// <summary>The dotted path in the profiled module; empty for the module itself.</summary>
    public required string Path { get; init; }

    /// <summary>The last part of the path, or the type's name for the profiled module itself.</summary>
    public required string Name { get; init; }

    /// <summary>The class of the module.</summary>
    public required string Type { get; init; }

    /// <summary>Number of trained and frozen weights; a parameter that occurs twice is counted where it occurs first.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-adds of convolutions and matrix products. FLOPs mean multiply-adds everywhere in NasSharp.</summary>
    public required long Flops { get; init; }

    /// <summary>
    /// Operations that are not multiply-adds of convolutions or matrix products: one for each element that a norm, an activation or an
    /// arithmetic operator writes, one for each element of a pooling window, one for each element that is summed up.
    /// </summary>
    public required long OtherOperations { get; init; }

    /// <summary>Bytes of activations that training keeps for the backward pass because of this module; an activation kept by several is counted at the first.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>The shape of the last tensor that was computed here; empty when nothing was.</summary>
    public required IReadOnlyList<long> OutputShape { get; init; }

    /// <summary>The modules directly below, in the order of their registration.</summary>
    public required IReadOnlyList<LayerProfile> Children { get; init; }

    /// <summary>This module and all below it, parents first.</summary>
    public IEnumerable<LayerProfile> WithDescendants() => Children.SelectMany(c => c.WithDescendants()).Prepend(this);
}
