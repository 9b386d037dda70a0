using System.Collections.Concurrent;
using System.Threading.Channels;
using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Services.Slurm;

/// <summary>
/// Runs trials on a Slurm cluster. Each attempt runs at most once and only what the recorded attempt reports is taken; jobs and workers outlive the manager, and the next one finds them
/// again. Nothing that Slurm does not answer is taken for an end.
/// </summary>
public sealed class SlurmService : ITrainingService
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(15);

    private readonly SlurmOptions _options;
    private readonly SchedulerDesk _desk;
    private readonly JobQueue _jobs;
    private readonly ConcurrentQueue<Action> _orders = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private volatile bool _ends;

    /// <summary>Makes the service.</summary>
    /// <exception cref="ExperimentException">Slurm's commands are missing on this machine.</exception>
    public SlurmService(SlurmOptions options)
        : this(options, new SlurmCommands(options)) => SlurmCommands.Demand();

    internal SlurmService(SlurmOptions options, ISlurmScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _desk = new SchedulerDesk(scheduler, options.Times, TimeProvider.System, () => _wake.Set());
        _jobs = new JobQueue(options, _desk);
        _thread = new Thread(Work) { IsBackground = true, Name = "nasctl slurm" };
        _thread.Start();
    }

    /// <summary>As many as are wanted: the cluster lets wait what it has no room for.</summary>
    public int Capacity => int.MaxValue;

    /// <inheritdoc/>
    public ServiceTraits Traits => ServiceTraits.ReportsMetrics | ServiceTraits.Queues | (_options.CancelOnStop ? 0 : ServiceTraits.OutlivesManager);

    /// <inheritdoc/>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        Order(() => _jobs.Start(attempt, reports));
    }

    /// <summary>Takes over an attempt of an earlier manager. What became of it is found out; should it be lost, that is reported as its end.</summary>
    /// <returns>True.</returns>
    public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        Order(() => _jobs.Adopt(attempt, reports));
        return true;
    }

    /// <inheritdoc/>
    public void Cancel(TrialAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        Order(() => _jobs.Cancel(attempt.Record.Token));
    }

    /// <summary>Leaves what runs to the next manager; what was cancelled is cancelled without further patience.</summary>
    public void Dispose()
    {
        if (_ends)
            return;
        _ends = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
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
            _jobs.Step();
            var pause = _desk.Step(_jobs.WantsQueue, _jobs.Seen);
            _jobs.Step();
            if (_jobs.Count > 0 && pause > _options.Times.FileTick)
                pause = _options.Times.FileTick;
            _wake.WaitOne(pause);
        }
        Obey();
        _jobs.CancelAtOnce();
        for (var from = _desk.Now; _desk.IsCancelling && _desk.Now - from < LongestFarewell;)
            _wake.WaitOne(_desk.Step(wantsQueue: false, (_, _) => { }));
    }

    private void Obey()
    {
        while (_orders.TryDequeue(out var order))
            order();
    }
}
