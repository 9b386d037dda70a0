using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Training;

namespace NasSharp.Bench.Slurm;

/// <summary>
/// A cluster whose machines, scheduler and network are imagined, under virtual time: jobs wait for their start, machines die, freeze and come back, connections end with what is on its way,
/// and the scheduler is away at times. Workers and the manager's side of the pool are the real ones.
/// </summary>
internal sealed class SimulatedCluster : ISlurmScheduler
{
    private readonly VirtualTime _time;
    private readonly RandomStream _random;
    private readonly int _slots;
    private readonly Dictionary<string, QueueEntry> _queue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedMachine> _machines = new(StringComparer.Ordinal);
    private readonly double _harshness;
    private TimeSpan _awayUntil;
    private int _jobs;

    public SimulatedCluster(VirtualTime time, SimulationOptions options, SlurmTimes times)
    {
        _time = time;
        _slots = options.Workers;
        _harshness = options.Harshness;
        _random = new RandomStream(options.Seed, "cluster");
        Times = times;
    }

    public SlurmTimes Times { get; }

    /// <summary>The manager's side of the pool; null while there is no manager.</summary>
    public PoolCoordinator? Manager { get; set; }

    /// <summary>How often what happened.</summary>
    public SortedDictionary<string, long> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Time in which machines had no trial.</summary>
    public TimeSpan Idle { get; set; }

    /// <summary>Time in which machines were there.</summary>
    public TimeSpan Present { get; set; }

    public VirtualTime Time => _time;

    /// <summary>How long a trial takes: a few minutes, some several times that.</summary>
    public TimeSpan TrialTime() => TimeSpan.FromSeconds(60 * Math.Exp(0.5 * Normal()));

    /// <summary>The way of a message.</summary>
    public TimeSpan Latency() => TimeSpan.FromMilliseconds(0.2 + _random.NextDouble());

    /// <summary>Lets trouble begin: each kind again and again. A machine has its share of it, however many there are.</summary>
    public void BeginFaults()
    {
        Strike(20_000, "machines that died", machine => machine.Die());
        Strike(10_000, "connections that ended", machine => machine.Cut(TimeSpan.FromSeconds(_random.NextDouble() * 4)));
        Strike(15_000, "machines that froze for half a minute", machine => machine.Freeze(TimeSpan.FromSeconds(30)));
        Strike(25_000, "machines cut off for a minute, their trials going on", machine => machine.Cut(TimeSpan.FromMinutes(1)));
        Strike(30_000, "workers near their time limit", machine => machine.Leave());
        Repeatedly(900, () =>
        {
            Count("scheduler away for a minute");
            _awayUntil = _time.Now + TimeSpan.FromMinutes(1);
        });
        Repeatedly(900, Forget);
    }

    /// <summary>Whether the scheduler does not answer.</summary>
    public bool IsAway => _time.Now < _awayUntil;

    public void Count(string fault) => Faults[fault] = Faults.GetValueOrDefault(fault) + 1;

    /// <summary>The manager is gone: all connections end.</summary>
    public void LoseManager()
    {
        Manager = null;
        foreach (var machine in _machines.Values)
            machine.Cut(TimeSpan.FromSeconds(0.5 * _random.NextDouble()));
    }

    public Task<SubmitAnswer> SubmitAsync(JobRequest request) => Answer(() =>
    {
        // What gets no answer may still have been heard.
        if (IsAway && _random.NextDouble() < 0.5)
            return new SubmitAnswer(SubmitResult.Unknown, "Socket timed out");
        var job = $"{++_jobs}";
        for (var task = 1; task <= request.Tasks; task++)
            _queue[$"{job}_{task}"] = new QueueEntry($"{job}_{task}", JobState.Pending, "Resources", "", null, null, request.Name, request.Token);
        _time.After(TimeSpan.FromSeconds(1), Schedule);
        return IsAway ? new SubmitAnswer(SubmitResult.Unknown, "Socket timed out") : new SubmitAnswer(SubmitResult.Accepted, job);
    });

    public Task<IReadOnlyList<QueueEntry>?> QueueAsync() => Answer<IReadOnlyList<QueueEntry>?>(() => IsAway ? null : [.. _queue.Values]);

    public Task<bool> CancelAsync(IReadOnlyList<string> jobs, bool politely) => Answer(() =>
    {
        foreach (var job in IsAway ? [] : jobs)
        {
            if (_machines.TryGetValue(job, out var machine))
                machine.Die();
            _queue.Remove(job);
        }
        return !IsAway;
    });

    /// <summary>A machine's job has ended; the queue shows it after a while.</summary>
    public void Ended(string job)
    {
        _machines.Remove(job);
        _time.After(TimeSpan.FromSeconds(30), () =>
        {
            _queue.Remove(job);
            Schedule();
        });
    }

    private void Schedule()
    {
        foreach (var (job, entry) in _queue.Where(e => e.Value.State == JobState.Pending).Take(Math.Max(0, _slots - _machines.Count)).ToArray())
        {
            _queue[job] = entry with { State = JobState.Running };
            _machines[job] = new SimulatedMachine(this, job);
        }
    }

    private Task<T> Answer<T>(Func<T> answer)
    {
        var answered = new TaskCompletionSource<T>();
        _time.After(TimeSpan.FromMilliseconds(20 + 30 * _random.NextDouble()), () => answered.SetResult(answer()));
        return answered.Task;
    }

    // The controller is killed: it has lost what was submitted last, and some workers' machines, which are there without being in the queue.
    private void Forget()
    {
        foreach (var (job, entry) in _queue.ToArray())
        {
            if (entry.State == JobState.Running && _random.NextDouble() >= 0.02)
                continue;
            Count(entry.State == JobState.Pending ? "waiting workers that the scheduler forgot" : "running workers that the scheduler forgot");
            _queue.Remove(job);
        }
    }

    private void Strike(double meanSecondsPerMachine, string fault, Action<SimulatedMachine> happens) => Repeatedly(meanSecondsPerMachine / _slots, () => WithAny(fault, happens));

    private void Repeatedly(double meanSeconds, Action happens) => _time.After(TimeSpan.FromSeconds(-meanSeconds / _harshness * Math.Log(1 - _random.NextDouble())), () =>
    {
        happens();
        Repeatedly(meanSeconds, happens);
    });

    private void WithAny(string fault, Action<SimulatedMachine> happens)
    {
        // The fewer machines there are, the fewer of them fail.
        if (_random.NextDouble() * _slots >= _machines.Count)
            return;
        Count(fault);
        happens(_machines.Values.ElementAt(_random.Next(_machines.Count)));
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
