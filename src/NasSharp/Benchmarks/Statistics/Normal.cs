namespace NasSharp.Benchmarks.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of a value up to x, exact to about 1e-15 within 8 deviations.</summary>
    public static double Cumulative(double x)
    {
        if (Math.Abs(x) > 8)
            return x > 0 ? 1 : 0;
        // The series 1/2 + density(x) * (x + x^3/3 + x^5/(3*5) + ...) converges for every x.
        var (sum, term) = (x, x);
        for (var i = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); i += 2)
            sum += term *= x * x / i;
        return Math.Clamp(0.5 + Density(x) * sum, 0, 1);
    }
}
