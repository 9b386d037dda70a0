namespace NasSharp.Cli.Board.Runs;

/// <summary>A series with few enough points to draw: means of parts, and the least and largest values in them, so that no peak is lost.</summary>
internal sealed record Envelope(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Min, IReadOnlyList<double> Max, int Total)
{
    /// <summary>Divides a series into at most <paramref name="max"/> parts of equal numbers of points.</summary>
    public static Envelope Of(IReadOnlyList<double> x, IReadOnlyList<double> y, int max)
    {
        if (y.Count <= max)
            return new Envelope([.. x], [.. y], [.. y], [.. y], y.Count);
        var (xs, ys, least, most) = (new double[max], new double[max], new double[max], new double[max]);
        for (var part = 0; part < max; part++)
        {
            var (from, to) = (Bound(part, y.Count, max), Bound(part + 1, y.Count, max));
            var (sum, count, low, high) = (0.0, 0, double.PositiveInfinity, double.NegativeInfinity);
            for (var i = from; i < to; i++)
            {
                if (!double.IsFinite(y[i]))
                    continue;
                (sum, count, low, high) = (sum + y[i], count + 1, Math.Min(low, y[i]), Math.Max(high, y[i]));
            }
            // The last point of a part stands for it, so that the end of the series is seen.
            (xs[part], ys[part]) = (x[to - 1], count == 0 ? double.NaN : sum / count);
            (least[part], most[part]) = count == 0 ? (double.NaN, double.NaN) : (low, high);
        }
        return new Envelope(xs, ys, least, most, y.Count);
    }

    private static int Bound(int part, int count, int max) => (int)((long)part * count / max);
}
