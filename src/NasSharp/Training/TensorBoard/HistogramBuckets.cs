namespace NasSharp.Training.TensorBoard;

/// <summary>Sorts numbers into buckets whose limits grow by a tenth each, as TensorBoard expects; zero lies between the two halves.</summary>
internal static class HistogramBuckets
{
    private static readonly double[] Limits = MakeLimits();

    /// <summary>The distribution of the finite values; empty buckets at both ends are left out.</summary>
    public static HistogramProto Fill(ReadOnlySpan<double> values)
    {
        var counts = new double[Limits.Length];
        var histogram = new HistogramProto { Min = double.PositiveInfinity, Max = double.NegativeInfinity };
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                continue;
            var found = Array.BinarySearch(Limits, value);
            // A limit is the inclusive end of its bucket.
            counts[Math.Min(found >= 0 ? found : ~found, Limits.Length - 1)]++;
            histogram.Num++;
            histogram.Sum += value;
            histogram.SumSquares += value * value;
            histogram.Min = Math.Min(histogram.Min, value);
            histogram.Max = Math.Max(histogram.Max, value);
        }
        if (histogram.Num == 0)
            return new HistogramProto();
        var first = Math.Max(0, Array.FindIndex(counts, c => c > 0) - 1);
        var last = Array.FindLastIndex(counts, c => c > 0);
        for (var i = first; i <= last; i++)
        {
            histogram.BucketLimit.Add(Limits[i]);
            histogram.Bucket.Add(counts[i]);
        }
        return histogram;
    }

    private static double[] MakeLimits()
    {
        var positive = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1)
            positive.Add(limit);
        positive.Add(double.MaxValue);
        return [.. positive.AsEnumerable().Reverse().Select(l => -l), 0, .. positive];
    }
}
