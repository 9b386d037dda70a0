using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Bench.Slurm;

/// <summary>A manager with its store, tuner and pool, and many workers, in virtual time and among faults; the manager is killed on the way.</summary>
internal static class Simulation
{
    public const string Secret = "simulated";

    private static readonly SlurmTimes Times = new();

    /// <summary>The result of a trial.</summary>
    public static double Score(string parameters)
    {
        var sum = 0.0;
        foreach (var character in parameters)
            sum = (sum * 31 + character) % 1_000_003;
        return sum / 1_000_003;
    }

    /// <summary>Runs an experiment and says what became of it.</summary>
    public static SimulationResult Run(string folder, SearchSpace space, SimulationOptions options)
    {
        var watch = Stopwatch.StartNew();
        var time = new VirtualTime();
        var cluster = new SimulatedCluster(time, options, Times);
        ExperimentStore.Create(folder, new ExperimentInfo
        {
            Id = "sim", Name = "simulation", Created = DateTimeOffset.UnixEpoch, Configuration = "{}", SearchSpace = space.ToJson(), Seed = 1, Maximize = true, Concurrency = options.Workers, MaxTrials = options.Trials,
            MaxDuration = TimeSpan.FromDays(900),
        }, time).Dispose();
        cluster.BeginFaults();
        var ended = 0;
        long refused = 0;
        for (var kills = 0; ; kills++)
        {
            using var store = ExperimentStore.Open(folder, time);
            using var service = new SimulatedService(cluster, folder);
            var run = new ExperimentRun(store, new RandomTuner(space, 1), service, new ExperimentRunOptions { Time = time, MaxAttempts = 20, TrialEnded = _ => ended++ });
            cluster.Manager = service.Coordinator;
            var task = run.RunAsync();
            var until = kills < options.ManagerKills ? (long)options.Trials * (kills + 1) / (options.ManagerKills + 1) : long.MaxValue;
            var instant = (DeathInstant)(kills % 4);
            while (true)
            {
                // Time stands still while the manager works.
                time.WaitUntilAwaited(task);
                service.DiesAt = ended >= until ? instant : null;
                if (task.IsCompleted || service.DiesAt == DeathInstant.Waiting)
                    break;
                time.Next();
            }
            refused += service.Coordinator.Refused;
            if (task.IsCompleted && task.Exception?.InnerException is not ManagerDeath)
            {
                task.GetAwaiter().GetResult();
                break;
            }
            // Killed: it never runs again, for its timer never fires.
            service.IsDead = true;
            cluster.Count("managers killed");
            cluster.LoseManager();
            time.Forget();
        }
        return Judge(folder, cluster, time, options.Trials, refused, watch.Elapsed);
    }

    private static SimulationResult Judge(string folder, SimulatedCluster cluster, VirtualTime time, int trials, long refused, TimeSpan real)
    {
        using var store = ExperimentStore.Open(folder, time);
        var records = store.Trials();
        var wrong = records.Where(t => t.Status != TrialState.Succeeded || t.Result != Score(t.Parameters)).ToList();
        var ends = store.Database.Rows(row => row.GetInt64(0), "SELECT SUM(state = 'ended') FROM attempt GROUP BY trial");
        return new SimulationResult
        {
            Lost = trials - records.Count + wrong.Count, Duplicates = ends.Sum(e => Math.Max(0, e - 1)), Repeated = records.Sum(t => t.Attempts - 1L), Refused = refused,
            IdleShare = cluster.Idle / cluster.Present, Time = time.Now, Real = real, Faults = cluster.Faults,
            Complaints = [.. wrong.Select(t => $"trial {t.Number} is {t.Status} after {t.Attempts} attempts: {t.Error}"), .. StoreCheck.Run(store)],
        };
    }

    /// <summary>Where a manager is when it is killed.</summary>
    private enum DeathInstant
    {
        /// <summary>It waits for reports.</summary>
        Waiting,

        /// <summary>An attempt is recorded, and no worker has heard of it.</summary>
        BeforeStart,

        /// <summary>An attempt is on its way to a worker.</summary>
        AfterStart,

        /// <summary>An end is recorded, and its worker was not told so.</summary>
        BeforeRecorded,
    }

    private sealed class ManagerDeath : Exception;

    // The manager's side as SlurmPool has it, with its clock, its network and its scheduler replaced.
    private sealed class SimulatedService : ITrainingService
    {
        private readonly SimulatedCluster _cluster;
        private readonly SchedulerDesk _desk;
        private readonly WorkerArrays _arrays;

        public SimulatedService(SimulatedCluster cluster, string folder)
        {
            _cluster = cluster;
            _desk = new SchedulerDesk(cluster, Times, cluster.Time, () => { });
            Coordinator = new PoolCoordinator(Secret, Times, cluster.Time) { CancelWorker = job => _desk.Cancel(job, politely: false) };
            var options = new SlurmOptions { Command = "true", ExperimentId = "sim", ExperimentFolder = folder };
            _arrays = new WorkerArrays(options, _desk) { Say = _ => { }, HasSpoken = Coordinator.HasSpoken, Refused = reason => throw new InvalidOperationException(reason) };
            Step();
        }

        public PoolCoordinator Coordinator { get; }

        public bool IsDead { get; set; }

        /// <summary>Where the manager is killed as soon as it comes there; null: nowhere.</summary>
        public DeathInstant? DiesAt { get; set; }

        public int Capacity => int.MaxValue;

        public ServiceTraits Traits => ServiceTraits.ReportsMetrics | ServiceTraits.Queues | ServiceTraits.OutlivesManager;

        public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
        {
            DieAt(DeathInstant.BeforeStart);
            Coordinator.Start(attempt, new AwakeningWriter(reports, _cluster.Time));
            DieAt(DeathInstant.AfterStart);
        }

        public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
        {
            Coordinator.Adopt(attempt, new AwakeningWriter(reports, _cluster.Time));
            return true;
        }

        public void Cancel(TrialAttempt attempt) => Coordinator.Cancel(attempt.Record.Token);

        public void Recorded(AttemptRecord attempt)
        {
            DieAt(DeathInstant.BeforeRecorded);
            Coordinator.Recorded(attempt);
        }

        public void Dispose()
        {
        }

        private void DieAt(DeathInstant instant)
        {
            if (DiesAt == instant)
                throw new ManagerDeath();
        }

        private void Step() => _cluster.Time.After(TimeSpan.FromMilliseconds(250), () =>
        {
            if (IsDead)
                return;
            Coordinator.Step(_arrays.AllAreHere);
            _desk.Step(Coordinator.Open > 0, (entries, askedAt) => _arrays.Seen(entries, askedAt, Coordinator.Open, Coordinator.Workers()));
            Step();
        });
    }

    // Without it the manager would seem to wait from the instant of a report until its thread has had its turn.
    private sealed class AwakeningWriter(ChannelWriter<ServiceReport> reports, VirtualTime time) : ChannelWriter<ServiceReport>
    {
        public override bool TryWrite(ServiceReport item)
        {
            time.Awaken();
            return reports.TryWrite(item);
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => reports.WaitToWriteAsync(cancellationToken);
    }
}
