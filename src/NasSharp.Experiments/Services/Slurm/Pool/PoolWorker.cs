using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>
/// A worker: takes one trial after the other from whichever manager it is connected to, and keeps each result until a manager has it safe. The clock, the connection and the service that
/// runs the trials come from outside. Used by one thread.
/// </summary>
/// <param name="name">A name that no other worker has.</param>
/// <param name="job">The job that it is.</param>
/// <param name="service">Runs one trial at a time, on this machine.</param>
/// <param name="times">How long to wait for what.</param>
/// <param name="time">The clock.</param>
/// <param name="wake">Is called by any thread when there is something to do before the next step is due.</param>
internal sealed class PoolWorker(string name, string job, ITrainingService service, SlurmTimes times, TimeProvider time, Action wake)
{
    private readonly long _origin = time.GetTimestamp();
    private readonly WakingQueue _reports = new(wake);
    private readonly List<Held> _results = [];
    private readonly bool _readsFiles = !service.Traits.HasFlag(ServiceTraits.ReportsMetrics);
    private IPoolConnection? _manager;
    private Held? _current;
    private TimeSpan _heardAt;
    private TimeSpan _beatAt;
    private TimeSpan _aloneSince;
    private bool _leaves;

    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => _manager is not null;

    /// <summary>Whether it has nothing more to do, or nobody to do it for.</summary>
    public bool IsOver => _current is null && (_leaves && _results.Count == 0 || _manager is null && Now - _aloneSince > times.Patience);

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>A manager was found: tells it what there is.</summary>
    public void Connected(IPoolConnection manager, string secret)
    {
        _manager = manager;
        _heardAt = _beatAt = Now;
        Held[] held = [.. _results, .. _current is { } running ? (Held[])[running] : []];
        manager.Send(new PoolMessage(PoolMessage.Hello) { Secret = secret, Worker = name, Job = job, Holds = [.. held.Select(h => h.Token)] });
        if (_leaves)
            manager.Send(new PoolMessage(PoolMessage.Leaving));
        // All that it has said of them so far: the manager may be another one.
        foreach (var (attempt, message) in held.SelectMany(h => h.Said.Select(said => (h, said))))
            manager.Send(message.Kind == PoolMessage.Begun ? message with { Seconds = (Now - attempt.BeganAt).TotalSeconds } : message);
    }

    /// <summary>The manager is gone; the trial goes on.</summary>
    public void Disconnected()
    {
        if (_manager is null)
            return;
        _manager = null;
        _aloneSince = Now;
    }

    /// <summary>Takes no more trials, as before the time limit of its job.</summary>
    public void Leave()
    {
        if (_leaves)
            return;
        _leaves = true;
        _manager?.Send(new PoolMessage(PoolMessage.Leaving));
    }

    /// <summary>Does what the manager says.</summary>
    public void Received(PoolMessage message)
    {
        _heardAt = Now;
        switch (message.Kind)
        {
            case PoolMessage.Trial when message is { Token: { } token, Parameters: { } parameters, Folder: { } folder }:
                if (_leaves || _current is not null)
                    _manager?.Send(new PoolMessage(PoolMessage.Returned) { Token = token });
                else
                    Start(new TrialAttempt(new AttemptRecord(message.Number, message.Attempt, token, null), folder, parameters, message.Epochs, message.Continues));
                break;
            case PoolMessage.Stop when _current?.Token == message.Token && _current is { } current:
                service.Cancel(current.Attempt);
                break;
            case PoolMessage.Stop or PoolMessage.Recorded:
                _results.RemoveAll(r => r.Token == message.Token);
                break;
            case PoolMessage.Leave:
                Leave();
                break;
        }
    }

    /// <summary>Passes on what the trial has reported, and shows that the worker lives.</summary>
    public void Step()
    {
        if (_readsFiles && _current is { } current)
            current.Tell(_manager, current.Tail.Read());
        while (_reports.TryRead(out var report))
        {
            if (report.Attempt.Token == _current?.Token)
                Take(_current, report);
        }
        if (_manager is null)
            return;
        if (Now - _heardAt > times.Lease)
        {
            _manager.Close();
            Disconnected();
        }
        else if (Now - _beatAt >= times.Heartbeat)
        {
            _beatAt = Now;
            _manager.Send(new PoolMessage(PoolMessage.Beat));
        }
    }

    private void Start(TrialAttempt attempt)
    {
        _current = new Held(attempt, Now);
        _current.Tell(_manager, new PoolMessage(PoolMessage.Begun) { Token = attempt.Record.Token });
        service.Start(attempt, _reports);
    }

    private void Take(Held trial, ServiceReport report)
    {
        switch (report)
        {
            case ServiceReport.Reported reported:
                trial.Tell(_manager, [reported.Metric]);
                break;
            case ServiceReport.Ended ended:
                if (_readsFiles)
                    trial.Tell(_manager, trial.Tail.Read());
                _current = null;
                _results.Add(trial);
                trial.Tell(_manager, End(trial, ended));
                break;
        }
    }

    private PoolMessage End(Held trial, ServiceReport.Ended ended)
    {
        var problem = ended.Problem;
        if (_readsFiles && ended.ExitCode == 0 && problem is null && !trial.HasFinal)
            problem = Directory.Exists(trial.Attempt.Folder) ? trial.Tail.NoResult : string.Create(CultureInfo.InvariantCulture, $"its folder {trial.Attempt.Folder} vanished while it ran");
        return new PoolMessage(PoolMessage.Done)
        {
            Token = trial.Token,
            ExitCode = ended.ExitCode,
            Problem = problem,
            IsLost = ended.IsLost,
            Seconds = (Now - trial.BeganAt).TotalSeconds,
            LogTail = _readsFiles && (ended.ExitCode != 0 || problem is not null) ? Local.AttemptFiles.LogTail(trial.Attempt.Folder) : null,
        };
    }

    // An attempt with everything that was said of it, to be said again to the next manager.
    private sealed class Held(TrialAttempt attempt, TimeSpan beganAt)
    {
        private int _metrics;

        public TrialAttempt Attempt { get; } = attempt;

        public string Token => Attempt.Record.Token;

        public TimeSpan BeganAt { get; } = beganAt;

        public MetricsTail Tail { get; } = new(Path.Combine(attempt.Folder, TrialEnvironment.MetricsFile));

        public List<PoolMessage> Said { get; } = [];

        public bool HasFinal { get; private set; }

        public void Tell(IPoolConnection? manager, IReadOnlyList<TrialMetric> metrics)
        {
            foreach (var metric in metrics)
            {
                HasFinal |= metric.IsFinal;
                Tell(manager, new PoolMessage(PoolMessage.Metric) { Token = Token, Index = _metrics++, Report = metric.ToLine() });
            }
        }

        public void Tell(IPoolConnection? manager, PoolMessage message)
        {
            Said.Add(message);
            manager?.Send(message);
        }
    }

    // Where the service reports to.
    private sealed class WakingQueue(Action wake) : ChannelWriter<ServiceReport>
    {
        private readonly ConcurrentQueue<ServiceReport> _reports = new();

        public override bool TryWrite(ServiceReport item)
        {
            _reports.Enqueue(item);
            wake();
            return true;
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(true);

        public bool TryRead([MaybeNullWhen(false)] out ServiceReport report) => _reports.TryDequeue(out report);
    }
}
