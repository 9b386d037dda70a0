using NasSharp.Training;

namespace NasSharp.OneShot.Ranking;

/// <summary>Percentile intervals from resampled networks; the same resamples for every statistic, so that differences are paired.</summary>
internal sealed class Bootstrap
{
    private readonly int[][] _resamples;
    private readonly double _confidence;

    /// <summary>Draws the resamples: as many networks each as there are, with replacement.</summary>
    public Bootstrap(int networks, int resamples, double confidence, RandomStream random)
    {
        _confidence = confidence;
        _resamples = [.. Enumerable.Range(0, resamples).Select(_ => Enumerable.Range(0, networks).Select(_ => random.Next(networks)).ToArray())];
    }

    /// <summary>The statistic of all networks, and its percentiles over the resamples in which it is defined.</summary>
    /// <param name="statistic">Takes the positions of the networks that count.</param>
    public Interval Of(Func<int[], double> statistic)
    {
        var value = statistic([.. Enumerable.Range(0, _resamples[0].Length)]);
        var found = Array.FindAll(Array.ConvertAll(_resamples, r => statistic(r)), double.IsFinite);
        if (!double.IsFinite(value) || found.Length == 0)
            return new Interval(double.NaN, double.NaN, double.NaN);
        Array.Sort(found);
        return new Interval(value, Percentile(found, (1 - _confidence) / 2), Percentile(found, (1 + _confidence) / 2));
    }

    /// <summary>The percentile of sorted numbers, interpolated in a line between neighbours.</summary>
    internal static double Percentile(double[] sorted, double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
