namespace NasSharp.Benchmarks.Statistics;

/// <summary>What there is to say about some values.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation, divided by n - 1; 0 for one value.</param>
/// <param name="Least">The least value.</param>
/// <param name="Quarter">A quarter of the values is below.</param>
/// <param name="Median">Half of the values are below.</param>
/// <param name="ThreeQuarters">Three quarters of the values are below.</param>
/// <param name="Greatest">The greatest value.</param>
public sealed record Summary(double Mean, double Deviation, double Least, double Quarter, double Median, double ThreeQuarters, double Greatest)
{
    /// <summary>Sums up at least one value.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Summary Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            throw new ArgumentException("There are no values.", nameof(values));
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
