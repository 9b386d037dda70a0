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

/// <summary>A manager with its store, tuner and pool, and a thousand workers, in virtual time and among faults; the manager is killed on the way.</summary>
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
    public static SimulationResult Run(string folder, SearchSpace space, int workers, int trials, int managerKills)
    {
        var watch = Stopwatch.StartNew();
        var time = new VirtualTime();
        var cluster = new SimulatedCluster(time, workers, seed: 7, Times);
        ExperimentStore.Create(folder, new ExperimentInfo
        {
            Id = "sim", Name = "simulation", Created = DateTimeOffset.UnixEpoch, Configuration = "{}", SearchSpace = space.ToJson(), Seed = 1, Maximize = true, Concurrency = workers, MaxTrials = trials,
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
            var until = kills < managerKills ? trials * (kills + 1) / (managerKills + 1) : int.MaxValue;
            while (!task.IsCompleted && Volatile.Read(ref ended) < until)
            {
                // Time stands still while the manager works.
                time.WaitUntilAwaited(task);
                time.Next();
            }
            refused += service.Coordinator.Refused;
            if (task.IsCompleted)
            {
                task.GetAwaiter().GetResult();
                break;
            }
            time.WaitUntilAwaited(task);
            // Killed: it never runs again, for its timer never fires.
            service.IsDead = true;
            cluster.Count("managers killed");
            cluster.LoseManager();
            time.Forget();
        }
        return Judge(folder, cluster, time, trials, refused, watch.Elapsed);
    }

    private static SimulationResult Judge(string folder, SimulatedCluster cluster, VirtualTime time, int trials, long refused, TimeSpan real)
    {
        using var store = ExperimentStore.Open(folder, time);
        var records = store.Trials();
        var right = records.Count(t => t.Status == TrialState.Succeeded && t.Result == Score(t.Parameters));
        var ends = store.Database.Rows(row => row.GetInt64(0), "SELECT SUM(state = 'ended') FROM attempt GROUP BY trial");
        return new SimulationResult(trials, trials - right, ends.Sum(e => Math.Max(0, e - 1)), records.Sum(t => t.Attempts - 1L), refused, cluster.Idle / cluster.Present, time.Now, real, cluster.Faults);
    }

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
            _arrays = new WorkerArrays(options, _desk) { Say = _ => { }, Refused = reason => throw new InvalidOperationException(reason) };
            Step();
        }

        public PoolCoordinator Coordinator { get; }

        public bool IsDead { get; set; }

        public int Capacity => int.MaxValue;

        public ServiceTraits Traits => ServiceTraits.ReportsMetrics | ServiceTraits.Queues | ServiceTraits.OutlivesManager;

        public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => Coordinator.Start(attempt, reports);

        public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
        {
            Coordinator.Adopt(attempt, reports);
            return true;
        }

        public void Cancel(TrialAttempt attempt) => Coordinator.Cancel(attempt.Record.Token);

        public void Recorded(AttemptRecord attempt) => Coordinator.Recorded(attempt);

        public void Dispose()
        {
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
}

/// <summary>What became of a simulated experiment.</summary>
/// <param name="Trials">Trials that there were to be.</param>
/// <param name="Lost">Trials without their right result.</param>
/// <param name="Duplicates">Results beyond one for a trial.</param>
/// <param name="Repeated">Attempts beyond one for a trial.</param>
/// <param name="Refused">Results of attempts that had been given up.</param>
/// <param name="IdleShare">The share of the workers' time without a trial.</param>
/// <param name="Time">How long it took in virtual time.</param>
/// <param name="Real">How long it took in fact.</param>
/// <param name="Faults">What happened on the way.</param>
internal sealed record SimulationResult(
    int Trials, long Lost, long Duplicates, long Repeated, long Refused, double IdleShare, TimeSpan Time, TimeSpan Real, IReadOnlyDictionary<string, long> Faults)
{
    public string InWords() => string.Create(CultureInfo.InvariantCulture,
        $"{Repeated} attempts were repeated and {Refused} late results refused, among: {string.Join(", ", Faults.Select(f => $"{f.Value} {f.Key}"))}. {Time.TotalHours:0.0} hours of cluster time took {Real.TotalSeconds:0} s.");
}
