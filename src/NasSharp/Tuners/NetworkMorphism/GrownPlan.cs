using NasSharp.Morphing;
using NasSharp.Training;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>A plan that a trained network can grow to, and how. Two are equal when their plans are.</summary>
internal sealed record GrownPlan(NetworkPlan Plan, int Origin, IReadOnlyList<Morph> Morphs)
{
    private const int Attempts = 20;

    /// <summary>A random step further: deepen, widen or add a skip connection with equal chance; null when no small enough network is found.</summary>
    public GrownPlan? Step(NetworkMorphismLimits limits, RandomStream random)
    {
        for (var attempt = 0; attempt < Attempts && Plan.Layers.Count > 0; attempt++)
        {
            if (Draw(limits, random) is not { } morph)
                continue;
            var plan = morph.Apply(Plan);
            if (plan.Parameters <= limits.Parameters)
                return new GrownPlan(plan, Origin, [.. Morphs, morph]);
        }
        return null;
    }

    public bool Equals(GrownPlan? other) => other is not null && Plan.Equals(other.Plan);

    public override int GetHashCode() => Plan.GetHashCode();

    private Morph? Draw(NetworkMorphismLimits limits, RandomStream random)
    {
        var layer = random.Choose(Plan.Layers);
        switch (random.Next(3))
        {
            case 0:
                return Plan.Layers.Count < limits.Layers ? new Deepen(layer.Id, random.Choose(limits.Kernels)) : null;
            case 1:
                return 2 * layer.Channels <= limits.Channels ? new Widen(layer.Id, 2 * layer.Channels) : null;
            default:
                var other = random.Choose(Plan.Layers);
                var (from, to) = Plan.PlaceOf(layer.Id) < Plan.PlaceOf(other.Id) ? (layer.Id, other.Id) : (other.Id, layer.Id);
                return from == to || Plan.Skips.Contains(new PlannedSkip(from, to)) ? null : new AddSkip(from, to);
        }
    }
}
