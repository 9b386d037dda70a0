using System.Diagnostics;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Tests.Store;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>200 trials on a cluster whose nodes crash and come back, whose controller is killed twice and whose manager is killed ten times: it must end like an experiment to which nothing happened.</summary>
[Collection(SlurmClusterTests.Name)]
public sealed class SlurmFaults(SlurmCluster cluster)
{
    public const string Job = "slurm-job";
    public const string Pool = "slurm-pool";

    /// <summary>The same experiment as processes of this machine.</summary>
    public const string Here = "shell-generations";

    private const int Trials = 200;

    [Theory]
    [InlineData(Job)]
    [InlineData(Pool)]
    public async Task Experiment_among_failures_ends_like_one_without(string kind)
    {
        cluster.Demand();
        using var folder = new TemporaryFolder();
        var whole = Create(folder.At("whole"), 2);
        Assert.Equal(0, Wait(Manage(Here, whole)));
        var broken = Create(folder.At("broken"), 6);
        // Each when so many trials have ended, while the experiment goes on.
        var faults = new Queue<(int Ended, Action Do)>(
        [
            (25, () => cluster.Crash("n2")),
            (45, cluster.Start),
            (60, RestartController),
            (95, () => cluster.Crash("n1", "n3")),
            (96, cluster.Start),
            (130, RestartController),
            (150, () => cluster.Kill("n2")),
            (165, cluster.Start),
        ]);
        var kills = new Queue<int>(Enumerable.Range(1, 10).Select(i => i * 18));
        using var reader = ExperimentStore.Open(broken);
        var fault = Task.CompletedTask;
        var manager = Manage(kind, broken);
        for (var watch = Stopwatch.StartNew(); !manager.WaitForExit(50);)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(8), $"after eight minutes {reader.Ended().Count} trials have ended");
            var ended = reader.Ended().Count;
            if (kills.TryPeek(out var at) && ended >= at)
            {
                kills.Dequeue();
                manager.Kill();
                manager.WaitForExit();
                manager = Manage(kind, broken);
            }
            if (fault.IsCompleted && faults.TryPeek(out var next) && ended >= next.Ended)
            {
                await fault;
                faults.Dequeue();
                fault = Task.Run(next.Do);
            }
        }
        Assert.Equal(0, Wait(manager));
        Assert.Empty(kills);
        await fault;
        cluster.Start();
        Compare(whole, broken);
    }

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

    private void RestartController()
    {
        cluster.Kill("slurmctld");
        cluster.Start();
    }

    private static string Create(string path, int concurrency)
    {
        ExperimentStore.Create(path, SmallExperiment.Info with { SearchSpace = TestExperiment.Wide.ToJson(), MaxTrials = Trials, Concurrency = concurrency }).Dispose();
        return path;
    }

    private Process Manage(string kind, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NasSharp.Experiments.Tests.dll"), "manage", kind, folder]) { Environment = { ["SLURM_CONF"] = cluster.Configuration } };
        return Process.Start(start)!;
    }

    private static int Wait(Process manager)
    {
        Assert.True(manager.WaitForExit(TimeSpan.FromMinutes(2)), "the manager did not end");
        return manager.ExitCode;
    }

    private static void Compare(string whole, string broken)
    {
        using var expected = ExperimentStore.Open(whole);
        using var actual = ExperimentStore.Open(broken);
        Assert.Equal(expected.Trials().Select(Essence), actual.Trials().Select(Essence));
        Assert.Equal(expected.Best(1, maximize: true)[0].Number, actual.Best(1, maximize: true)[0].Number);
        Assert.Empty(StoreCheck.Run(actual));
        var results = actual.Database.Rows(row => (int)row.GetInt64(1), "SELECT trial, SUM(state = 'ended') FROM attempt GROUP BY trial ORDER BY trial");
        Assert.Equal(Enumerable.Repeat(1, Trials), results);
        SlurmCluster.WaitUntil(() => ProcessTable.WithVariable("NASCTL_EXPERIMENT_DIR", broken).Count == 0, "no process of a trial is left");

        static (int, string, TrialState, double?) Essence(TrialRecord trial) => (trial.Number, trial.Parameters, trial.Status, trial.Result);
    }
}
