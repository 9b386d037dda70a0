namespace NasSharp.Hardware.Measuring;

/// <summary>Compares two orders.</summary>
internal static class RankOrder
{
    private const int Fewest = 3;

    /// <summary>Spearman's rank correlation, equal values sharing their mean rank; null below three values, or when one side is all alike.</summary>
    public static double? Spearman(double[] a, double[] b)
    {
        if (a.Length < Fewest)
            return null;
        var (x, y) = (Ranks(a), Ranks(b));
        var (mx, my) = (x.Average(), y.Average());
        var (sx, sy) = (x.Sum(v => (v - mx) * (v - mx)), y.Sum(v => (v - my) * (v - my)));
        return sx == 0 || sy == 0 ? null : x.Zip(y, (p, q) => (p - mx) * (q - my)).Sum() / Math.Sqrt(sx * sy);
    }

    private static double[] Ranks(double[] values) =>
        [.. values.Select(v => values.Count(o => o < v) + (values.Count(o => o == v) - 1) / 2.0)];
}
