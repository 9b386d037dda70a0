using System.Diagnostics;
using NasSharp.Training;

namespace NasSharp.Bench;

/// <summary>Holds a search at each step until it is asked for, and answers with the step's time.</summary>
internal sealed class StepOnRequest(long parameters, CancellationTokenSource end) : TrainerCallback
{
    private long _start;
    private bool _ready;

    public override void OnBatchBegin(TrainerContext context)
    {
        if (!_ready)
            Server.Ready(parameters);
        _ready = true;
        if (!end.IsCancellationRequested && !Server.Wait())
            end.Cancel();
        _start = Stopwatch.GetTimestamp();
    }

    public override void OnBatchEnd(TrainerContext context)
    {
        if (!end.IsCancellationRequested)
            Server.Reply(new() { ["step_s"] = Stopwatch.GetElapsedTime(_start).TotalSeconds });
    }
}
