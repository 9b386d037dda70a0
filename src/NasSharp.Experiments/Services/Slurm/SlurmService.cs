using System.Collections.Concurrent;
using System.Threading.Channels;
using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Torch.IO;

namespace NasSharp.Experiments.Services.Slurm;

/// <summary>
/// Runs trials on a Slurm cluster. Each attempt runs at most once and only what the recorded attempt reports is taken; jobs and workers outlive the manager, and the next one finds them
/// again. Nothing that Slurm does not answer is taken for an end.
/// </summary>
public sealed class SlurmService : ITrainingService
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PoolStep = TimeSpan.FromMilliseconds(100);

    private readonly SlurmOptions _options;
    private readonly SchedulerDesk _desk;
    private readonly JobQueue _jobs;
    private readonly ModeChoice _choice = new();
    private readonly ConcurrentQueue<Action> _orders = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private volatile SlurmPool? _pool;
    private volatile bool _usesWorkers;
    private volatile bool _ends;

    /// <summary>Makes the service.</summary>
    /// <exception cref="ExperimentException">Slurm's commands are missing on this machine.</exception>
    public SlurmService(SlurmOptions options)
        : this(Checked(options), new SlurmCommands(options))
    {
    }

    internal SlurmService(SlurmOptions options, ISlurmScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _usesWorkers = options.Mode == SlurmMode.Pool || options.Mode == SlurmMode.Auto && File.Exists(ChoiceFile);
        _desk = new SchedulerDesk(scheduler, options.Times, TimeProvider.System, () => _wake.Set());
        _jobs = new JobQueue(options, _desk) { Measured = Measured };
        _thread = new Thread(Work) { IsBackground = true, Name = "nasctl slurm" };
        _thread.Start();
    }

    /// <summary>As many as are wanted: the cluster lets wait what it has no room for.</summary>
    public int Capacity => int.MaxValue;

    /// <inheritdoc/>
    public ServiceTraits Traits => ServiceTraits.ReportsMetrics | ServiceTraits.Queues | (_options.CancelOnStop ? 0 : ServiceTraits.OutlivesManager);

    /// <summary>Whether attempts that are started now go to workers.</summary>
    public bool UsesWorkers => _usesWorkers;

    /// <inheritdoc/>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        if (_usesWorkers)
            Pool().Coordinator.Start(attempt, reports);
        else
            Order(() => _jobs.Start(attempt, reports));
    }

    /// <summary>Takes over an attempt of an earlier manager. What became of it is found out; should it be lost, that is reported as its end.</summary>
    /// <returns>True.</returns>
    public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        if (_usesWorkers && !JobFiles.IsPrepared(attempt))
            Pool().Coordinator.Adopt(attempt, reports);
        else
            Order(() => _jobs.Adopt(attempt, reports));
        return true;
    }

    /// <inheritdoc/>
    public void Cancel(TrialAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        _pool?.Coordinator.Cancel(attempt.Record.Token);
        Order(() => _jobs.Cancel(attempt.Record.Token));
    }

    /// <inheritdoc/>
    public void Recorded(AttemptRecord attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        _pool?.Coordinator.Recorded(attempt);
    }

    /// <summary>Leaves what runs to the next manager; what was cancelled is cancelled without further patience, and workers without trials are sent away.</summary>
    public void Dispose()
    {
        if (_ends)
            return;
        _ends = true;
        _wake.Set();
        _thread.Join();
        _pool?.Dispose();
        _wake.Dispose();
    }

    private string ChoiceFile => Path.Combine(PoolDirections.FolderOf(_options.ExperimentFolder), "workers-chosen");

    private static SlurmOptions Checked(SlurmOptions options)
    {
        SlurmCommands.Demand();
        return options;
    }

    private SlurmPool Pool()
    {
        if (_pool is { } pool)
            return pool;
        lock (_gate)
        {
            _pool = new SlurmPool(_options, _desk, () => _wake.Set());
            _wake.Set();
            return _pool;
        }
    }

    private void Measured(TimeSpan? gap, TimeSpan? length)
    {
        if (gap is { } waited)
            _choice.AddGap(waited);
        if (length is { } ran)
            _choice.AddLength(ran);
        if (_options.Mode != SlurmMode.Auto || _usesWorkers || !_choice.PrefersWorkers)
            return;
        // From now on, and for the managers to come; jobs that are there end as jobs.
        AtomicFile.WriteAllText(ChoiceFile, "starting a job takes longer than a twentieth of a trial\n");
        _usesWorkers = true;
    }

    private void Order(Action order)
    {
        _orders.Enqueue(order);
        _wake.Set();
    }

    private void Work()
    {
        while (!_ends)
        {
            Obey();
            var pause = Step();
            if (_jobs.Count > 0 && pause > _options.Times.FileTick)
                pause = _options.Times.FileTick;
            if (_pool is not null && pause > PoolStep)
                pause = PoolStep;
            _wake.WaitOne(pause);
        }
        Obey();
        _jobs.CancelAtOnce();
        var from = _desk.Now;
        if (_pool is { } pool && (_options.CancelOnStop || !pool.Coordinator.HasWork))
            pool.Dismiss(Farewell);
        while (_desk.IsCancelling && !Farewell(TimeSpan.FromMilliseconds(20)))
        {
            // until Slurm has heard it
        }

        bool Farewell(TimeSpan time)
        {
            _desk.Step(wantsQueue: false, (_, _) => { });
            _wake.WaitOne(time);
            return _desk.Now - from > LongestFarewell;
        }
    }

    private TimeSpan Step()
    {
        var pool = _pool;
        _jobs.Step();
        pool?.Step();
        var pause = _desk.Step(_jobs.WantsQueue || pool?.WantsQueue == true, (entries, askedAt) =>
        {
            _jobs.Seen(entries, askedAt);
            pool?.Seen(entries, askedAt);
        });
        _jobs.Step();
        return pause;
    }

    private void Obey()
    {
        while (_orders.TryDequeue(out var order))
            order();
    }
}
