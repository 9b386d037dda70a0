using System.Diagnostics;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Bench.Slurm;

/// <summary>A real cluster of three nodes with two slots each on this machine: how many trials a second, and how long one waits for its start.</summary>
internal sealed class ClusterBench : IDisposable
{
    private const string Shell = "echo '{\"type\":\"final\",\"value\":1}' >>$NASCTL_TRIAL_DIR/metrics.jsonl";
    private const int Slots = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("nsb").FullName;
    private readonly SearchSpace _space;

    public ClusterBench(SearchSpace space)
    {
        _space = space;
        Cluster("start", "3");
    }

    public static bool IsPossible => File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/munged");

    /// <summary>Jobs that do nothing, six in flight, the next one submitted when the queue shows that one has ended: what the scheduler does by itself.</summary>
    public (double Rate, double Gap) SchedulersOwn(int jobs)
    {
        var submittedAt = new List<DateTime>();
        string Begun(int job) => Path.Combine(_folder, $"own-{job}");
        var commands = Commands(Options("own", SlurmMode.Job));
        var (submitted, open, watch) = (0, new HashSet<string>(), Stopwatch.StartNew());
        while (submitted < jobs || open.Count > 0)
        {
            while (open.Count < Slots && submitted < jobs)
            {
                submittedAt.Add(DateTime.UtcNow);
                var answer = commands.SubmitAsync(new JobRequest("own", $"own{submitted}", $"#!/bin/sh\n: >{Begun(submitted)}\n", "/dev/null")).GetAwaiter().GetResult();
                submitted++;
                open.Add(answer.Result == SubmitResult.Accepted ? answer.Text : throw new InvalidOperationException(answer.Text));
            }
            var queue = commands.QueueAsync().GetAwaiter().GetResult()!;
            open.RemoveWhere(id => queue.FirstOrDefault(e => e.Id == id) is not { State: JobState.Pending or JobState.Running });
            Thread.Sleep(20);
        }
        var rate = jobs / watch.Elapsed.TotalSeconds;
        return (rate, submittedAt.Select((at, job) => (File.GetLastWriteTimeUtc(Begun(job)) - at).TotalMilliseconds).Order().ElementAt(jobs / 2));
    }

    /// <summary>Trivial shell trials: trials a second, and the median of the milliseconds from a recorded attempt to its first line.</summary>
    public (double Rate, double Gap) Shells(string name, SlurmMode mode, int trials)
    {
        var rate = Run(Options(name, mode), trials, Slots);
        var gaps = new List<double>();
        using var store = ExperimentStore.Open(Path.Combine(_folder, name));
        foreach (var (trial, recorded) in store.Database.Rows(row => ((int)row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), "SELECT trial, started FROM attempt WHERE attempt = 1"))
            gaps.Add((File.GetLastWriteTimeUtc(Path.Combine(store.Folder.Attempt(trial, 1), "pid")) - recorded.UtcDateTime).TotalMilliseconds);
        return (rate, gaps.Order().ElementAt(gaps.Count / 2));
    }

    /// <summary>Trivial trials inside of .NET workers: trials a second.</summary>
    public double InProcess(int trials)
    {
        var program = $"{Environment.ProcessPath} {(Path.GetFileName(Environment.ProcessPath) == "dotnet" ? typeof(ClusterBench).Assembly.Location : "")} trial";
        return Run(Options("inprocess", SlurmMode.Pool) with { Command = program, TrialKind = SlurmTrialKind.InProcess }, trials, 4 * Slots);
    }

    public void Dispose()
    {
        Cluster("stop");
        Directory.Delete(_folder, recursive: true);
    }

    // From the first result to the last: the workers' way through the queue is paid once.
    private double Run(SlurmOptions options, int trials, int concurrency)
    {
        using var service = new SlurmService(options, Commands(options));
        using var store = ExperimentStore.Create(options.ExperimentFolder, new ExperimentInfo
        {
            Id = options.ExperimentId, Name = "bench", Created = DateTimeOffset.UtcNow, Configuration = "{}", SearchSpace = _space.ToJson(), Seed = 1, Maximize = true, Concurrency = concurrency, MaxTrials = trials,
            MaxDuration = TimeSpan.FromHours(1),
        });
        var (first, last) = (0L, 0L);
        new ExperimentRun(store, new RandomTuner(_space, 1), service, new ExperimentRunOptions
        {
            TrialEnded = _ =>
            {
                last = Stopwatch.GetTimestamp();
                first = first == 0 ? last : first;
            },
        }).RunAsync().GetAwaiter().GetResult();
        var failed = store.Trials().Count(t => t.Status != TrialState.Succeeded);
        return failed == 0 ? (trials - 1) / Stopwatch.GetElapsedTime(first, last).TotalSeconds : throw new InvalidOperationException($"{options.ExperimentId}: {failed} trials failed");
    }

    private SlurmOptions Options(string name, SlurmMode mode) => new()
    {
        Command = Shell, CodeFolder = _folder, ExperimentId = name, ExperimentFolder = Path.Combine(_folder, name), Mode = mode, Cores = 1, Memory = "100M", Address = "127.0.0.1", MaxWorkers = Slots,
        Times = new SlurmTimes { Tick = TimeSpan.FromSeconds(1), FileTick = TimeSpan.FromMilliseconds(100) },
    };

    private SlurmCommands Commands(SlurmOptions options) => new(options, Path.Combine(_folder, "c", "etc", "slurm.conf"));

    private void Cluster(string command, params string[] more)
    {
        using var script = Process.Start(Path.Combine(BenchOptions.FindRoot(), "tests", "slurm-cluster.sh"), [command, Path.Combine(_folder, "c"), .. more]);
        script.WaitForExit();
        if (script.ExitCode != 0)
            throw new InvalidOperationException($"slurm-cluster.sh {command} ended with {script.ExitCode}");
    }
}
