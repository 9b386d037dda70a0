using NasSharp.Training;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>
/// Looks for what has the highest upper confidence bound (Jin et al. 2019, algorithm 1): a tree grows from the known things by edits; its most promising leaf is
/// opened next, and while the temperature is high, also leaves that promise less are kept.
/// </summary>
internal static class AnnealedAscent
{
    /// <summary>Finds the most promising thing that is not excluded, and the known one that it grew from; nothing when the search meets none.</summary>
    /// <param name="process">What is known.</param>
    /// <param name="neighbour">A random neighbour of a thing; null when it has none.</param>
    /// <param name="excluded">Things that are known or running.</param>
    /// <param name="options">How long and how hot.</param>
    /// <param name="random">The draws.</param>
    public static (T? Item, T? Origin) Find<T>(DistanceProcess<T> process, Func<T, T?> neighbour, Func<T, bool> excluded, NetworkMorphismOptions options, RandomStream random)
        where T : class
    {
        var bounds = new Dictionary<T, double>();
        var origins = new Dictionary<T, T>();
        var leaves = new PriorityQueue<T, (double, int)>();
        foreach (var (item, _) in process.Known)
            leaves.Enqueue(item, (-Bound(item), leaves.Count));
        var highest = bounds.Values.Max();
        (T? Item, double Bound) best = (null, double.NegativeInfinity);
        for (var temperature = options.Temperature; temperature > options.LastTemperature && leaves.TryDequeue(out var leaf, out _); temperature *= options.Cooling)
        {
            for (var i = 0; i < options.Neighbours; i++)
            {
                if (neighbour(leaf) is not { } found || bounds.ContainsKey(found))
                    continue;
                var bound = Bound(found);
                origins[found] = origins.GetValueOrDefault(leaf, leaf);
                if (Math.Exp((bound - highest) / temperature) > random.NextDouble())
                    leaves.Enqueue(found, (-bound, bounds.Count));
                highest = Math.Max(highest, bound);
                if (bound > best.Bound && !excluded(found))
                    best = (found, bound);
            }
        }
        return best.Item is { } chosen ? (chosen, origins[chosen]) : default;

        double Bound(T item)
        {
            if (!bounds.TryGetValue(item, out var bound))
            {
                var (mean, deviation) = process.Predict(item);
                bounds.Add(item, bound = mean + options.Beta * deviation);
            }
            return bound;
        }
    }
}
