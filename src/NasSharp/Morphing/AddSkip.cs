using NasSharp.Training;

namespace NasSharp.Morphing;

/// <summary>
/// Adds a skip connection: a 1x1 convolution, with the stride that lies between, from the output of a layer into the sum that a later one activates. Its weights
/// begin with zero, but not their gradients.
/// </summary>
/// <param name="From">The number of the layer whose output it takes.</param>
/// <param name="To">The number of a later layer.</param>
public sealed record AddSkip(int From, int To) : Morph
{
    /// <inheritdoc/>
    public override NetworkPlan Apply(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.With(skips: [.. plan.Skips, new PlannedSkip(From, To)]);
    }

    internal override void Carry(PlannedNetwork parent, PlannedNetwork grown, RandomStream random)
    {
        // New skip connections begin with zero in every network.
    }
}
