using NasSharp.Training;

namespace NasSharp.Hardware.Measuring;

/// <summary>A latency in milliseconds: the median of its measurements, and the interval that holds the true median with 95 % probability (percentile bootstrap).</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct MeasuredLatency(double Median, double Low, double High)
{
    private const int Resamples = 1000;
    private const double Tail = 0.025;

    internal static MeasuredLatency Of(IReadOnlyList<double> samples, RandomStream random)
    {
        var (medians, resample) = (new double[Resamples], new double[samples.Count]);
        for (var b = 0; b < Resamples; b++)
        {
            for (var i = 0; i < resample.Length; i++)
                resample[i] = samples[random.Next(samples.Count)];
            medians[b] = MedianOf(resample);
        }
        Array.Sort(medians);
        return new MeasuredLatency(MedianOf([.. samples]), medians[(int)(Tail * Resamples)], medians[(int)((1 - Tail) * Resamples) - 1]);
    }

    internal static double MedianOf(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
