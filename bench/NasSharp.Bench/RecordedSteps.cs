using System.Diagnostics;
using NasSharp.Training;

namespace NasSharp.Bench;

/// <summary>Times the steps of a run and what lies between them, and ends the run after enough of them.</summary>
/// <param name="warmup">Steps before the first that counts.</param>
/// <param name="steps">Steps that count.</param>
/// <param name="every">Steps from one record of the run to the next.</param>
/// <param name="end">Ends the run.</param>
internal sealed class RecordedSteps(int warmup, int steps, int every, CancellationTokenSource end) : TrainerCallback
{
    private readonly List<double> _steps = [];
    private readonly List<double> _withRecord = [];
    private readonly List<double> _without = [];
    private long _begin;
    private long _end;
    private bool _isNewEpoch = true;

    /// <summary>A step, in milliseconds.</summary>
    internal double Step => Median(_steps);

    /// <summary>What a record adds to what lies between two steps, in milliseconds.</summary>
    internal double Record => Median(_withRecord) - Median(_without);

    /// <summary>The percentage of a step that the record of every tenth step costs.</summary>
    internal double Share => 100 * Record / (10 * Step);

    public override void OnBatchBegin(TrainerContext context)
    {
        _begin = Stopwatch.GetTimestamp();
        // What ends an epoch, such as its checkpoint, is no part of a step.
        if (!_isNewEpoch && context.Step > warmup)
            (context.Step % every == 0 ? _withRecord : _without).Add(Milliseconds(_end, _begin));
        _isNewEpoch = false;
    }

    public override void OnBatchEnd(TrainerContext context)
    {
        _end = Stopwatch.GetTimestamp();
        if (context.Step > warmup)
            _steps.Add(Milliseconds(_begin, _end));
        if (context.Step >= warmup + steps)
            end.Cancel();
    }

    public override void OnEpochEnd(TrainerContext context) => _isNewEpoch = true;

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static double Median(List<double> values) => Measurements.Median(values);
}
