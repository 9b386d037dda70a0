using NasSharp.Morphing;
using NasSharp.Training;

namespace NasSharp.Tuners.LargeScaleEvolution;

/// <summary>The mutations of Real et al. 2017, section 3.2, as far as a row of square convolutions with skip connections allows them.</summary>
internal static class Mutations
{
    private const int MaxKernel = 15;
    private const int MaxStride = 16;

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("alter-learning-rate", (i, _, random) => i with { LearningRate = i.LearningRate * HalfToTwice(random) }),
        new("identity", (i, _, _) => i),
        new("reset-weights", (i, _, _) => i with { Reset = true, Morphs = [] }),
        new("insert-convolution", InsertConvolution),
        new("remove-convolution", RemoveConvolution),
        new("alter-stride", AlterStride),
        new("alter-number-of-channels", AlterChannels),
        new("filter-size", AlterKernel),
        new("insert-one-to-one", InsertOneToOne),
        new("add-skip", AddSkip),
        new("remove-skip", RemoveSkip),
    ];

    // Anywhere in the row, with the channels that come in; activated or linear, with stride 1 or 2.
    private static Individual InsertConvolution(Individual individual, LargeScaleEvolutionOptions options, RandomStream random)
    {
        var plan = individual.Plan;
        var place = random.Next(plan.Layers.Count + 1);
        var channels = place > 0 ? plan.Layers[place - 1].Channels : plan.Layers.Count > 0 ? plan.Layers[0].Channels : options.FirstChannels;
        var layer = new PlannedLayer(plan.NextId, channels, 3, 1 + random.Next(2), random.Next(2) == 0);
        return individual.WithPlan(plan.With([.. plan.Layers.Take(place), layer, .. plan.Layers.Skip(place)]));
    }

    private static Individual? RemoveConvolution(Individual individual, LargeScaleEvolutionOptions options, RandomStream random)
    {
        var plan = individual.Plan;
        if (plan.Layers.Count == 0)
            return null;
        var removed = random.Choose(plan.Layers).Id;
        return individual.WithPlan(plan.With(plan.Layers.Where(l => l.Id != removed), plan.Skips.Where(s => s.From != removed && s.To != removed)));
    }

    private static Individual? AlterStride(Individual individual, LargeScaleEvolutionOptions options, RandomStream random) =>
        Alter(individual, random, l => l with { Stride = Other(l.Stride, random.Next(2) == 0 ? l.Stride * 2 : l.Stride / 2, 1, MaxStride) });

    private static Individual? AlterChannels(Individual individual, LargeScaleEvolutionOptions options, RandomStream random) =>
        Alter(individual, random, l => l with { Channels = Math.Clamp((int)Math.Round(l.Channels * HalfToTwice(random)), 1, 65_536) });

    private static Individual? AlterKernel(Individual individual, LargeScaleEvolutionOptions options, RandomStream random) =>
        Alter(individual, random, l => l with { Kernel = Other(l.Kernel, random.Next(2) == 0 ? l.Kernel + 2 : l.Kernel - 2, 1, MaxKernel) });

    // A 1x1 convolution that begins as the identity: the child computes what its parent does.
    private static Individual? InsertOneToOne(Individual individual, LargeScaleEvolutionOptions options, RandomStream random)
    {
        if (individual.Plan.Layers.Count == 0)
            return null;
        var morph = new Deepen(random.Choose(individual.Plan.Layers).Id, 1);
        return individual with { Plan = morph.Apply(individual.Plan), Morphs = [.. individual.Morphs, morph] };
    }

    private static Individual? AddSkip(Individual individual, LargeScaleEvolutionOptions options, RandomStream random)
    {
        var plan = individual.Plan;
        var ids = plan.Layers.Select(l => l.Id).ToList();
        var open = ids.SelectMany((from, place) => ids.Skip(place + 1).Select(to => new PlannedSkip(from, to))).Except(plan.Skips).ToList();
        if (open.Count == 0)
            return null;
        var skip = random.Choose(open);
        return individual with { Plan = plan.With(skips: [.. plan.Skips, skip]), Morphs = [.. individual.Morphs, new AddSkip(skip.From, skip.To)] };
    }

    private static Individual? RemoveSkip(Individual individual, LargeScaleEvolutionOptions options, RandomStream random)
    {
        var plan = individual.Plan;
        if (plan.Skips.Count == 0)
            return null;
        var removed = random.Choose(plan.Skips);
        return individual.WithPlan(plan.With(skips: plan.Skips.Where(s => s != removed)));
    }

    private static Individual? Alter(Individual individual, RandomStream random, Func<PlannedLayer, PlannedLayer> change)
    {
        var plan = individual.Plan;
        if (plan.Layers.Count == 0)
            return null;
        var chosen = random.Choose(plan.Layers);
        var changed = change(chosen);
        return changed == chosen ? null : individual.WithPlan(plan.With(plan.Layers.Select(l => l.Id == chosen.Id ? changed : l)));
    }

    private static int Other(int now, int wanted, int least, int most) => wanted < least || wanted > most ? now : wanted;

    // Uniform in the logarithm.
    private static double HalfToTwice(RandomStream random) => Math.Pow(2, 2 * random.NextDouble() - 1);
}
