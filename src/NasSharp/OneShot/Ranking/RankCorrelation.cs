namespace NasSharp.OneShot.Ranking;

/// <summary>How well one list of numbers orders what another one measures. NaN where that is not defined: all numbers of a list are equal.</summary>
internal static class RankCorrelation
{
    /// <summary>Kendall's tau-b: concordant minus discordant pairs, over the geometric mean of the pairs that are not tied in either list. From -1 to 1.</summary>
    public static double KendallTau(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        long difference = 0, untiedX = 0, untiedY = 0;
        for (var i = 0; i < x.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (x[i].CompareTo(x[j]), y[i].CompareTo(y[j]));
                difference += a * b;
                untiedX += a * a;
                untiedY += b * b;
            }
        }
        return untiedX == 0 || untiedY == 0 ? double.NaN : difference / Math.Sqrt((double)untiedX * untiedY);
    }

    /// <summary>Spearman's rho: the correlation of the ranks, equal numbers sharing the mean of theirs. From -1 to 1.</summary>
    public static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (a, b) = (Ranks(x), Ranks(y));
        var mean = (x.Count + 1) / 2.0;
        double covariance = 0, varianceA = 0, varianceB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            covariance += (a[i] - mean) * (b[i] - mean);
            varianceA += (a[i] - mean) * (a[i] - mean);
            varianceB += (b[i] - mean) * (b[i] - mean);
        }
        return varianceA == 0 || varianceB == 0 ? double.NaN : covariance / Math.Sqrt(varianceA * varianceB);
    }

    /// <summary>What is lost by training only the <paramref name="k"/> with the highest scores: the best truth of all minus the best among them; of equal scores the first.</summary>
    public static double Regret(IReadOnlyList<double> scores, IReadOnlyList<double> truth, int k) =>
        truth.Max() - Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).Take(k).Max(i => truth[i]);

    // From 1, the smallest number first.
    private static double[] Ranks(IReadOnlyList<double> numbers)
    {
        var ranks = new double[numbers.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            var (less, equal) = (numbers.Count(n => n < numbers[i]), numbers.Count(n => n == numbers[i]));
            ranks[i] = less + (equal + 1) / 2.0;
        }
        return ranks;
    }
}
