using NasSharp.Morphing;

namespace NasSharp.Tuners.LargeScaleEvolution;

/// <summary>What evolves: a plan and its learning rate. What a mutation has made of the weights comes along.</summary>
internal sealed record Individual(NetworkPlan Plan, double LearningRate)
{
    /// <summary>Whether the weights start anew.</summary>
    public bool Reset { get; init; }

    /// <summary>Steps that preserve the function, when nothing else has changed the plan.</summary>
    public IReadOnlyList<Morph> Morphs { get; init; } = [];

    /// <summary>With another plan, to which weights of the same names and shapes are copied.</summary>
    public Individual WithPlan(NetworkPlan plan) => this with { Plan = plan, Morphs = [] };
}
