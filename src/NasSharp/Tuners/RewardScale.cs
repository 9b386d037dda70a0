namespace NasSharp.Tuners;

/// <summary>Standardizes rewards by the mean and deviation of all results so far, so that accuracies from 0 to 1 and from 0 to 100 teach the same.</summary>
internal sealed class RewardScale
{
    private long _count;
    private double _mean;
    private double _squares;

    /// <summary>Takes one more result into account (Welford 1962).</summary>
    public void See(double value)
    {
        _count++;
        var distance = value - _mean;
        _mean += distance / _count;
        _squares += distance * (value - _mean);
    }

    /// <summary>The result in deviations from the mean; 0 as long as all are equal.</summary>
    public double Of(double value) => _squares > 0 ? (value - _mean) / Math.Sqrt(_squares / _count) : 0;
}
