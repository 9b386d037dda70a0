namespace NasSharp.Benchmarks.Statistics;

/// <summary>Mean, standard deviation (divided by n - 1; 0 for one value) and quantiles of some values.</summary>
internal sealed record Summary(double Mean, double Deviation, double Least, double Quarter, double Median, double ThreeQuarters, double Greatest)
{
    public static Summary Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var mean = sorted.Average();
        var deviation = sorted.Length < 2 ? 0 : Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / (sorted.Length - 1));
        return new Summary(mean, deviation, sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted[^1]);
    }

    // Between two values in proportion.
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
