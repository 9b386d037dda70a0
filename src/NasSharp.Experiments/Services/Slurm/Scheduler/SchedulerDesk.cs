namespace NasSharp.Experiments.Services.Slurm.Scheduler;

/// <summary>
/// Asks the scheduler, one submission, one look into the queue and one cancellation at a time, without ever waiting: answers are taken by <see cref="Step"/>. After trouble it asks less and
/// less often. Used by one thread.
/// </summary>
internal sealed class SchedulerDesk(ISlurmScheduler scheduler, SlurmTimes times, TimeProvider time, Action wake)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly long _origin = time.GetTimestamp();
    private readonly HashSet<(string Job, bool Politely)> _toCancel = [];
    private (Task<SubmitAnswer> Task, Action<SubmitAnswer> Then)? _submission;
    private (Task<IReadOnlyList<QueueEntry>?> Task, TimeSpan AskedAt)? _look;
    private (Task<bool> Task, IReadOnlyList<string> Jobs, bool Politely)? _cancellation;
    private TimeSpan _pause;
    private TimeSpan _submitFrom;
    private TimeSpan _lookFrom;
    private TimeSpan _cancelFrom;
    private int _blindLooks;

    /// <summary>The time since this desk was made.</summary>
    public TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Whether a submission would be made at once.</summary>
    public bool CanSubmit => _submission is null && Now >= _submitFrom;

    /// <summary>Whether the last submission met trouble.</summary>
    public bool IsBackingOff => _pause > TimeSpan.Zero;

    /// <summary>Submits; only when <see cref="CanSubmit"/>.</summary>
    public void Submit(JobRequest request, Action<SubmitAnswer> then) => _submission = (Watch(scheduler.SubmitAsync(request)), then);

    /// <summary>Cancels a job, as soon as that can be.</summary>
    public void Cancel(string job, bool politely) => _toCancel.Add((job, politely));

    /// <summary>Whether a job is still to be cancelled.</summary>
    public bool IsCancelling => _toCancel.Count > 0 || _cancellation is not null;

    /// <summary>Takes the answers that are there and asks what is to be asked.</summary>
    /// <param name="wantsQueue">Whether anybody needs to see the queue.</param>
    /// <param name="seen">Gets the queue, and when it was asked for: what happened later it may not show.</param>
    /// <returns>How long nothing is to be done, unless something happens.</returns>
    public TimeSpan Step(bool wantsQueue, Action<IReadOnlyList<QueueEntry>, TimeSpan> seen)
    {
        if (_submission is { Task.IsCompleted: true } submitted)
        {
            _submission = null;
            var answer = submitted.Task.IsCompletedSuccessfully ? submitted.Task.Result : new SubmitAnswer(SubmitResult.Unknown, submitted.Task.Exception!.InnerException!.Message);
            _pause = answer.Result is SubmitResult.Accepted or SubmitResult.Rejected ? TimeSpan.Zero : Longer(_pause);
            _submitFrom = Now + _pause;
            if (answer.Result == SubmitResult.Accepted)
                SpareNew(answer.Text);
            submitted.Then(answer);
        }
        if (_look is { Task.IsCompleted: true } look)
        {
            _look = null;
            var entries = look.Task.IsCompletedSuccessfully ? look.Task.Result : null;
            _blindLooks = entries is null ? Math.Min(_blindLooks + 1, 5) : 0;
            _lookFrom = Now + times.Tick * Math.Pow(2, _blindLooks);
            if (entries is not null)
                seen(entries, look.AskedAt);
        }
        if (_cancellation is { Task.IsCompleted: true } cancelled)
        {
            _cancellation = null;
            if (!(cancelled.Task.IsCompletedSuccessfully && cancelled.Task.Result))
            {
                _cancelFrom = Now + times.Tick;
                _toCancel.UnionWith(cancelled.Jobs.Select(job => (job, cancelled.Politely)));
            }
        }
        if (wantsQueue && _look is null && Now >= _lookFrom)
            _look = (Watch(scheduler.QueueAsync()), Now);
        if (_toCancel.Count > 0 && _cancellation is null && Now >= _cancelFrom)
        {
            var politely = _toCancel.First().Politely;
            string[] jobs = [.. _toCancel.Where(c => c.Politely == politely).Select(c => c.Job)];
            _toCancel.RemoveWhere(c => c.Politely == politely);
            _cancellation = (Watch(scheduler.CancelAsync(jobs, politely)), jobs, politely);
        }
        return NextStep(wantsQueue);
    }

    // A controller that was killed gives numbers away again: what was to be cancelled under this one is no longer there.
    private void SpareNew(string job)
    {
        bool IsOld(string id) => id == job || id.StartsWith(job + "_", StringComparison.Ordinal);
        _toCancel.RemoveWhere(c => IsOld(c.Job));
        if (_cancellation is { } underWay)
            _cancellation = underWay with { Jobs = [.. underWay.Jobs.Where(j => !IsOld(j))] };
    }

    private TimeSpan NextStep(bool wantsQueue)
    {
        // What is under way wakes the thread when it is answered.
        var next = TimeSpan.FromSeconds(1);
        void Earlier(TimeSpan at) => next = at - Now < next ? at - Now : next;
        if (wantsQueue && _look is null)
            Earlier(_lookFrom);
        if (_submission is null && _pause > TimeSpan.Zero)
            Earlier(_submitFrom);
        return next < TimeSpan.Zero ? TimeSpan.Zero : next;
    }

    private TimeSpan Longer(TimeSpan pause)
    {
        var next = pause == TimeSpan.Zero ? FirstPause : pause * 2;
        return next < times.LongestBackOff ? next : times.LongestBackOff;
    }

    private Task<T> Watch<T>(Task<T> task)
    {
        task.ContinueWith(_ => wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}
