namespace NasSharp.Training.Progress;

/// <summary>
/// Estimates the time to the end of a run from the steps and epoch ends seen so far. Recent steps count more than old ones; what happens between
/// epochs (validation, checkpoints) is estimated apart, so that the estimate does not jump when an epoch ends.
/// </summary>
internal sealed class TimeLeft(TimeProvider time)
{
    private const double Memory = 0.95;

    private long? _last;
    private double _stepSeconds;
    private double _stepWeight;
    private double _epochEndSeconds;
    private int _epochEnds;

    /// <summary>Steps a second, recently; 0 while unknown.</summary>
    public double StepsPerSecond => _stepWeight > 0 && _stepSeconds > 0 ? _stepWeight / _stepSeconds : 0;

    /// <summary>The next step or epoch end begins now; what was before does not count.</summary>
    public void Start() => _last = time.GetTimestamp();

    /// <summary>A training step has ended.</summary>
    public void StepDone()
    {
        var seconds = Lap();
        _stepSeconds = _stepSeconds * Memory + seconds;
        _stepWeight = _stepWeight * Memory + 1;
    }

    /// <summary>What follows the last step of an epoch has ended.</summary>
    public void EpochEndDone()
    {
        _epochEndSeconds += Lap();
        _epochEnds++;
    }

    /// <summary>The estimate, or null before the first step.</summary>
    public TimeSpan? Estimate(long stepsLeft, int epochEndsLeft)
    {
        if (_stepWeight == 0)
            return null;
        var seconds = stepsLeft * _stepSeconds / _stepWeight + (_epochEnds == 0 ? 0 : epochEndsLeft * _epochEndSeconds / _epochEnds);
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
    }

    private double Lap()
    {
        var now = time.GetTimestamp();
        var seconds = _last is { } last ? time.GetElapsedTime(last, now).TotalSeconds : 0;
        _last = now;
        return seconds;
    }
}
