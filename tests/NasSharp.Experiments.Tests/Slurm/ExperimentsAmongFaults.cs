using System.Diagnostics;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Tests.Store;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>The same experiment three times at once, for most of the time is waiting: as processes of this machine, as jobs and in workers, the latter two each on a cluster of its own that fails again and again.</summary>
public sealed class ExperimentsAmongFaults : IDisposable
{
    public const string Job = "slurm-job";
    public const string Pool = "slurm-pool";

    /// <summary>Processes of this machine.</summary>
    public const string Here = "shell-generations";

    internal const int Trials = 200;

    private readonly TemporaryFolder _folder = new();

    public ExperimentsAmongFaults()
    {
        Whole = Task.Run(() => RunUndisturbed(Create("whole", concurrency: 2)));
        OfJobs = Task.Run(() => RunAmongFaultsAsync(Job, Create("jobs", concurrency: 6)));
        OfWorkers = Task.Run(() => RunAmongFaultsAsync(Pool, Create("workers", concurrency: 6)));
    }

    /// <summary>The folder of the experiment to which nothing happened, when it has ended.</summary>
    internal Task<string> Whole { get; }

    /// <summary>The folder of the one whose trials were jobs.</summary>
    internal Task<string> OfJobs { get; }

    /// <summary>The folder of the one whose trials ran in workers.</summary>
    internal Task<string> OfWorkers { get; }

    /// <summary>The service of a manager in a process of its own; the cluster is in its environment.</summary>
    internal static ITrainingService Service(string kind, string folder, string command)
    {
        var options = new SlurmOptions
        {
            Command = command.Replace("sleep 0.03", "sleep 0.3", StringComparison.Ordinal), CodeFolder = folder, ExperimentId = "abcd1234", ExperimentFolder = folder, Mode = kind == Pool ? SlurmMode.Pool : SlurmMode.Job, Memory = "100M", Cores = 1,
            Address = "127.0.0.1", Times = SlurmCluster.Times, WorkerCommand = $"{TestProgram.Command} {SlurmOptions.WorkerArgument}",
        };
        return new SlurmService(options, new SlurmCommands(options));
    }

    public void Dispose()
    {
        Task.WaitAny(Task.WhenAll(Whole, OfJobs, OfWorkers)); // whoever failed has said so to its test
        _folder.Dispose();
    }

    private static string RunUndisturbed(string folder)
    {
        using var manager = Manage(Here, folder, cluster: null);
        Assert.True(manager.WaitForExit(TimeSpan.FromMinutes(5)), "the manager did not end");
        Assert.Equal(0, manager.ExitCode);
        return folder;
    }

    private static async Task<string> RunAmongFaultsAsync(string kind, string broken)
    {
        using var cluster = new SlurmCluster();
        if (!cluster.IsThere)
            return broken;
        // Each when so many trials have ended, while the experiment goes on.
        var faults = new Queue<(int Ended, Action Do)>(
        [
            (25, () => cluster.Crash("n2")),
            (45, cluster.Start),
            (60, () => RestartController(cluster)),
            (95, () => cluster.Crash("n1", "n3")),
            (96, cluster.Start),
            (130, () => RestartController(cluster)),
            (150, () => cluster.Kill("n2")),
            (165, cluster.Start),
        ]);
        var kills = new Queue<int>(Enumerable.Range(1, 10).Select(i => i * 18));
        using var reader = ExperimentStore.Open(broken);
        var fault = Task.CompletedTask;
        var manager = Manage(kind, broken, cluster);
        try
        {
            for (var watch = Stopwatch.StartNew(); !manager.WaitForExit(50);)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromMinutes(8), $"after eight minutes {reader.Ended().Count} trials have ended");
                var ended = reader.Ended().Count;
                if (kills.TryPeek(out var at) && ended >= at)
                {
                    kills.Dequeue();
                    manager.Kill();
                    manager.WaitForExit();
                    manager.Dispose();
                    manager = Manage(kind, broken, cluster);
                }
                if (fault.IsCompleted && faults.TryPeek(out var next) && ended >= next.Ended)
                {
                    await fault;
                    faults.Dequeue();
                    fault = Task.Run(next.Do);
                }
            }
            Assert.Equal(0, manager.ExitCode);
        }
        finally
        {
            manager.Kill();
            manager.Dispose();
        }
        Assert.Empty(kills);
        await fault;
        cluster.Start();
        return broken;
    }

    private static void RestartController(SlurmCluster cluster)
    {
        cluster.Kill("slurmctld");
        cluster.Start();
    }

    private string Create(string name, int concurrency)
    {
        var path = _folder.At(name);
        ExperimentStore.Create(path, SmallExperiment.Info with { SearchSpace = TestExperiment.Wide.ToJson(), MaxTrials = Trials, Concurrency = concurrency }).Dispose();
        return path;
    }

    private static Process Manage(string kind, string folder, SlurmCluster? cluster)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NasSharp.Experiments.Tests.dll"), "manage", kind, folder]);
        if (cluster is not null)
            start.Environment["SLURM_CONF"] = cluster.Configuration;
        return Process.Start(start)!;
    }
}
