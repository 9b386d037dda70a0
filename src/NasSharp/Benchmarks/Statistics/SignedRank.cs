namespace NasSharp.Benchmarks.Statistics;

/// <summary>Wilcoxon's signed-rank test of paired values.</summary>
public static class SignedRank
{
    private const int ExactLimit = 25;

    /// <summary>
    /// The two-sided probability that values without a difference differ at least as much. Pairs that are equal are left out; up to 25 pairs without ties exact,
    /// above by the normal approximation with the correction for ties. 1 when all pairs are equal.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many values of the second as of the first.</exception>
    public static double Test(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count);
        var differences = first.Zip(second, (a, b) => a - b).Where(d => d != 0).OrderBy(Math.Abs).ToArray();
        var n = differences.Length;
        if (n == 0)
            return 1;
        var (ranks, ties) = Ranks([.. differences.Select(Math.Abs)]);
        var positive = differences.Zip(ranks, (d, r) => d > 0 ? r : 0).Sum();
        var smaller = Math.Min(positive, n * (n + 1) / 2.0 - positive);
        if (n <= ExactLimit && ties == 0)
            return Math.Min(1, 2 * Exact(n, (int)smaller));
        var deviation = Math.Sqrt(n * (n + 1) * (2.0 * n + 1) / 24 - ties / 48);
        return Math.Min(1, 2 * Normal.Cumulative((smaller + 0.5 - n * (n + 1) / 4.0) / deviation));
    }

    /// <summary>Ranks from 1 of ascending values, equal ones with their mean; and the sum of t^3 - t over groups of t equal values.</summary>
    internal static (double[] Ranks, double Ties) Ranks(double[] ascending)
    {
        var ranks = new double[ascending.Length];
        var ties = 0.0;
        for (var start = 0; start < ascending.Length;)
        {
            var end = start;
            while (end < ascending.Length && ascending[end] == ascending[start])
                end++;
            Array.Fill(ranks, (start + 1 + end) / 2.0, start, end - start);
            ties += Math.Pow(end - start, 3) - (end - start);
            start = end;
        }
        return (ranks, ties);
    }

    // The number of sets of ranks with each sum, over all sets.
    private static double Exact(int n, int sum)
    {
        var ways = new double[n * (n + 1) / 2 + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
            for (var s = ways.Length - 1; s >= rank; s--)
                ways[s] += ways[s - rank];
        return ways.Take(sum + 1).Sum() / Math.Pow(2, n);
    }
}
