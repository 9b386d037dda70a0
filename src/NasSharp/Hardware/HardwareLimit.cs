using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>Makes architectures that keep a limit out of a source that does not know it.</summary>
internal static class HardwareLimit
{
    /// <summary>
    /// Different architectures that keep the limit: those of the source that do, and when <paramref name="tries"/> draws do not give enough of them, the others made cheaper.
    /// At least one, since the cheapest keeps every limit that was accepted.
    /// </summary>
    public static List<Architecture> Distinct(Func<Architecture> draw, int most, int tries, HardwareObjective? hardware, Random random)
    {
        var found = new OrderedDictionary<string, Architecture>(StringComparer.Ordinal);
        var dear = new OrderedDictionary<string, Architecture>(StringComparer.Ordinal);
        for (var i = 0; found.Count < most && i < tries; i++)
        {
            var drawn = draw();
            (hardware?.Allows(drawn) != false ? found : dear).TryAdd(drawn.Hash, drawn);
        }
        foreach (var architecture in dear.Values)
        {
            if (found.Count >= most)
                break;
            var cheaper = Repair(architecture, hardware!, random);
            found.TryAdd(cheaper.Hash, cheaper);
        }
        return [.. found.Values];
    }

    /// <summary>Exchanges random candidates for the next cheaper ones until the limit holds; the cheapest architecture when that does not help.</summary>
    public static Architecture Repair(Architecture architecture, HardwareObjective hardware, Random random)
    {
        var cost = hardware.Cost;
        while (!hardware.Allows(architecture))
        {
            var cheaper = cost.Rows.Select(r => (r.Key, Next: Next(architecture, r.Key, r.Value))).Where(r => r.Next >= 0).ToList();
            if (cheaper.Count == 0)
                return cost.Cheapest;
            var (key, next) = cheaper[random.Next(cheaper.Count)];
            var changed = architecture.With(key, Decision.One(next));
            // A cheaper candidate may bring dear choices of its own.
            if (cost.Of(changed) >= cost.Of(architecture))
                return cost.Cheapest;
            architecture = changed;
        }
        return architecture;
    }

    private static int Next(Architecture architecture, string key, double[] costs)
    {
        if (!architecture.TryGet(key, out var decision) || decision is not { Selected: [var now], Weights: null })
            return -1;
        var cheaper = Enumerable.Range(0, costs.Length).Where(i => costs[i] < costs[now]).ToArray();
        return cheaper.Length == 0 ? -1 : cheaper.MaxBy(i => costs[i]);
    }
}
