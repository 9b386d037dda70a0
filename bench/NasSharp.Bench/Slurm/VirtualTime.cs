namespace NasSharp.Bench.Slurm;

/// <summary>
/// Time that passes when everybody waits: the next thing that was planned happens, at its instant. Plans are made on the thread that runs them, timers by any. A timer that is set means
/// that its owner waits.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _plans = new();
    private readonly object _gate = new(); // not a Lock: threads wait on it
    private TimeSpan _now;
    private long _order;
    private int _timers;
    private bool _isAwakened;
    private int _generation;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time that has passed.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <summary>Who waits for a timer was given something before it: time stands still until he waits again.</summary>
    public void Awaken()
    {
        lock (_gate)
            _isAwakened = true;
    }

    /// <summary>Returns when somebody has set a timer and waits for it, or a task has ended.</summary>
    public void WaitUntilAwaited(Task orEnded)
    {
        lock (_gate)
        {
            while ((_timers == 0 || _isAwakened) && !orEnded.IsCompleted)
                Monitor.Wait(_gate, 10);
        }
    }

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Now;

    /// <summary>Plans something.</summary>
    public void After(TimeSpan delay, Action happens)
    {
        lock (_gate)
            _plans.Enqueue(happens, (_now + delay, _order++));
    }

    /// <summary>Lets the next plan happen.</summary>
    public void Next()
    {
        Action happens;
        lock (_gate)
        {
            _plans.TryPeek(out _, out var when);
            happens = _plans.Dequeue();
            _now = when.At;
        }
        happens();
    }

    /// <summary>Forgets all timers: who waits for them waits for ever.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _timers = 0;
            _isAwakened = false;
            _generation++;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this);
        After(dueTime, () => timer.Fire(callback, state));
        return timer;
    }

    private sealed class Timer : ITimer
    {
        private readonly VirtualTime _time;
        private readonly int _generation;
        private bool _isSet = true;

        public Timer(VirtualTime time)
        {
            _time = time;
            lock (time._gate)
            {
                _generation = time._generation;
                time._timers++;
                time._isAwakened = false;
                Monitor.PulseAll(time._gate);
            }
        }

        public void Fire(TimerCallback callback, object? state)
        {
            if (Unset())
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Unset();

        public void Dispose() => Unset();

        public ValueTask DisposeAsync()
        {
            Unset();
            return ValueTask.CompletedTask;
        }

        private bool Unset()
        {
            lock (_time._gate)
            {
                if (_generation != _time._generation || !_isSet)
                    return false;
                _isSet = false;
                _time._timers--;
                return true;
            }
        }
    }
}
