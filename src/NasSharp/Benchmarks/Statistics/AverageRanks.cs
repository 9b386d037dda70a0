namespace NasSharp.Benchmarks.Statistics;

/// <summary>Compares several methods over the same blocks, such as seeds (Demšar 2006): average ranks and Nemenyi's critical difference.</summary>
public static class AverageRanks
{
    /// <summary>The average rank of each method, 1 for the best; values: [method][block], greater is better.</summary>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (methods, blocks) = (values.Count, values[0].Count);
        var sums = new double[methods];
        for (var block = 0; block < blocks; block++)
        {
            var order = Enumerable.Range(0, methods).OrderByDescending(m => values[m][block]).ToArray();
            var (ranks, _) = SignedRank.Ranks([.. order.Select(m => -values[m][block])]);
            foreach (var (place, method) in order.Index())
                sums[method] += ranks[place];
        }
        return [.. sums.Select(s => s / blocks)];
    }

    /// <summary>
    /// Methods whose average ranks differ by less cannot be told apart: q * sqrt(k (k+1) / (6 N)), where q is the quantile of the studentized range of k normal
    /// numbers, divided by the root of 2.
    /// </summary>
    public static double CriticalDifference(int methods, int blocks, double level = 0.05)
    {
        var (low, high) = (0.0, 20.0);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (RangeBelow(middle, methods) < 1 - level)
                low = middle;
            else
                high = middle;
        }
        return low / Math.Sqrt(2) * Math.Sqrt(methods * (methods + 1) / (6.0 * blocks));
    }

    // P(range of k standard normal numbers <= q) = k * integral of density(z) * (cumulative(z) - cumulative(z - q))^(k-1), by the rule of the trapezoid.
    private static double RangeBelow(double q, int k)
    {
        const double step = 0.02;
        var sum = 0.0;
        for (var z = -8.0; z <= 8; z += step)
            sum += Normal.Density(z) * Math.Pow(Normal.Cumulative(z) - Normal.Cumulative(z - q), k - 1);
        return k * sum * step;
    }
}
