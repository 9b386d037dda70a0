using NasSharp.Morphing;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>
/// The edit distance of two plans (Jin et al. 2019, section 3.1): layers and skip connections are matched in their order so that the sum of their distances is
/// least; what has no partner counts 1. Different from the paper: layers also differ by kernel, stride and activation, and skip connections are matched in their order.
/// </summary>
internal static class PlanDistance
{
    private const double OtherKernel = 0.5;

    public static double Between(NetworkPlan a, NetworkPlan b) => Matched(a.Layers, b.Layers, Layers) + Matched(Places(a), Places(b), Skips);

    private static double Layers(PlannedLayer a, PlannedLayer b)
    {
        if (a.Stride != b.Stride || a.Activated != b.Activated)
            return 1;
        var width = Math.Abs(a.Channels - b.Channels) / (double)Math.Max(a.Channels, b.Channels);
        return Math.Min(1, width + (a.Kernel == b.Kernel ? 0 : OtherKernel));
    }

    private static double Skips((int From, int To) a, (int From, int To) b) =>
        (Math.Abs(a.From - b.From) + Math.Abs(a.To - b.To)) / (double)(Math.Max(a.From, b.From) + Math.Max(a.To, b.To));

    // Places from 1, so that the distance is a part of something.
    private static (int From, int To)[] Places(NetworkPlan plan) => [.. plan.Skips.Select(s => (From: plan.PlaceOf(s.From) + 1, To: plan.PlaceOf(s.To) + 1)).Order()];

    private static double Matched<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, T, double> distance)
    {
        var row = Enumerable.Range(0, b.Count + 1).Select(j => (double)j).ToArray();
        for (var i = 0; i < a.Count; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i + 1);
            for (var j = 0; j < b.Count; j++)
            {
                var best = Math.Min(diagonal + distance(a[i], b[j]), 1 + Math.Min(left, row[j + 1]));
                (diagonal, row[j + 1], left) = (row[j + 1], best, best);
            }
        }
        return row[^1];
    }
}
