using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Trials;

namespace NasSharp.Bench.Slurm;

/// <summary>A worker on an imagined machine: its trials are spans of virtual time whose result follows from the parameters.</summary>
internal sealed class SimulatedMachine : ITrainingService
{
    private readonly SimulatedCluster _cluster;
    private readonly string _job;
    private readonly PoolWorker _worker;
    private readonly TimeSpan _began;
    private Wire? _wire;
    private TimeSpan? _idleFrom;
    private TimeSpan _frozenUntil;
    private bool _isGone;
    private bool _isStepPlanned;

    public SimulatedMachine(SimulatedCluster cluster, string job)
    {
        _cluster = cluster;
        _job = job;
        _began = cluster.Time.Now;
        _idleFrom = _began;
        _worker = new PoolWorker($"machine-{job}", job, this, cluster.Times, cluster.Time, PlanStep);
        Connect();
        Live();
    }

    public int Capacity => 1;

    public ServiceTraits Traits => ServiceTraits.ReportsMetrics;

    private VirtualTime Time => _cluster.Time;

    /// <summary>The machine loses its power.</summary>
    public void Die()
    {
        if (_isGone)
            return;
        _isGone = true;
        if (_idleFrom is { } from)
            _cluster.Idle += Time.Now - from;
        _cluster.Present += Time.Now - _began;
        Hang();
        _cluster.Ended(_job);
    }

    /// <summary>The machine does nothing for a while; nobody is told.</summary>
    public void Freeze(TimeSpan time) => _frozenUntil = Time.Now + time;

    /// <summary>The connection ends; the machine finds the manager again after a while.</summary>
    public void Cut(TimeSpan time)
    {
        if (_wire is null)
            return;
        Hang();
        _worker.Disconnected();
        Time.After(time, Connect);
    }

    /// <summary>The scheduler tells that the time limit is near.</summary>
    public void Leave()
    {
        if (_isGone)
            return;
        _worker.Leave();
        PlanStep();
    }

    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        if (_idleFrom is { } from)
            _cluster.Idle += Time.Now - from;
        _idleFrom = null;
        Time.After(_cluster.TrialTime(), () => WhenAwake(() =>
        {
            if (_isGone)
                return;
            _idleFrom = Time.Now;
            reports.TryWrite(new ServiceReport.Reported(new TrialMetric(true, Simulation.Score(attempt.Parameters), new Dictionary<string, double>())) { Attempt = attempt.Record });
            reports.TryWrite(new ServiceReport.Ended(0) { Attempt = attempt.Record });
        }));
    }

    public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => false;

    // Trials go on after they were given up: what comes of them must be refused.
    public void Cancel(TrialAttempt attempt)
    {
    }

    public void Dispose() => Die();

    private void WhenAwake(Action happens)
    {
        if (Time.Now < _frozenUntil)
            Time.After(_frozenUntil - Time.Now, happens);
        else
            happens();
    }

    private void Hang()
    {
        if (_wire is not { } wire)
            return;
        _wire = null;
        Time.After(_cluster.Latency(), () => wire.Manager.Disconnected(wire.AtManager));
    }

    private void Connect()
    {
        if (_isGone || _wire is not null)
            return;
        if (_cluster.Manager is not { } manager)
        {
            Time.After(TimeSpan.FromSeconds(0.5), Connect);
            return;
        }
        var wire = _wire = new Wire(manager);
        wire.AtWorker = new Side(_cluster, message =>
        {
            if (_wire == wire)
                manager.Received(wire.AtManager, message);
        }, () => Closed(wire));
        wire.AtManager = new Side(_cluster, message => WhenAwake(() =>
        {
            if (_wire != wire || _isGone)
                return;
            _worker.Received(message);
            Step();
        }), () => Closed(wire));
        _worker.Connected(wire.AtWorker, Simulation.Secret);
    }

    private void Closed(Wire wire)
    {
        if (_wire == wire)
            Cut(TimeSpan.FromSeconds(0.5));
    }

    private void Live() => Time.After(TimeSpan.FromSeconds(1), () =>
    {
        if (_isGone)
            return;
        WhenAwake(Step);
        if (!_isGone)
            Live();
    });

    private void PlanStep()
    {
        if (_isStepPlanned)
            return;
        _isStepPlanned = true;
        Time.After(TimeSpan.Zero, () => WhenAwake(Step));
    }

    private void Step()
    {
        _isStepPlanned = false;
        if (_isGone)
            return;
        _worker.Step();
        if (_worker.IsOver)
            Die();
    }

    private sealed class Wire(PoolCoordinator manager)
    {
        public PoolCoordinator Manager { get; } = manager;

        public Side AtWorker { get; set; } = null!;

        public Side AtManager { get; set; } = null!;
    }

    // Messages need a while, and overtake each other as little as those of a TCP connection.
    private sealed class Side(SimulatedCluster cluster, Action<PoolMessage> arrived, Action closed) : IPoolConnection
    {
        private TimeSpan _lastArrival;

        public void Send(PoolMessage message) => Later(() => arrived(message));

        public void Close() => Later(closed);

        private void Later(Action happens)
        {
            var now = cluster.Time.Now;
            var arrival = now + cluster.Latency();
            _lastArrival = arrival > _lastArrival ? arrival : _lastArrival;
            cluster.Time.After(_lastArrival - now, happens);
        }
    }
}
