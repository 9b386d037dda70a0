using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.InProcess;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Warm;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Tests.Slurm;
using NasSharp.Tuners;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Experiments.Tests.Killing;

/// <summary>A manager in a process of its own.</summary>
internal static class ManagerToKill
{
    // Four digits of the parameters' checksum, after a while.
    private const string Shell = """
        sleep 0.03
        sum=$(cksum <"$NASCTL_TRIAL_DIR/parameters.json" | cut -c1-4)
        echo "{\"type\": \"intermediate\", \"value\": 0.$sum}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
        echo "{\"type\": \"final\", \"value\": 0.$sum}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
        """;

    public static int Run(string kind, string folder)
    {
        if (kind == "sockets")
            return HoldSockets(folder);
        using var store = ExperimentStore.Open(folder);
        using var held = ExperimentLock.Take(store.Folder);
        using var service = Service(kind, folder);
        ITuner tuner = kind is ExperimentsAmongFaults.Job or ExperimentsAmongFaults.Pool or ExperimentsAmongFaults.Here ? new Generations(TestExperiment.Wide) : kind is "shell" or "warm" ? new RandomTuner(TestExperiment.Wide, store.Info().Seed) : new Climber(TestExperiment.Wide);
        return new ExperimentRun(store, tuner, service, new ExperimentRunOptions { MaxAttempts = 20 }).RunAsync().GetAwaiter().GetResult() == ExperimentStatus.Done ? 0 : 1;
    }

    private static int HoldSockets(string folder)
    {
        using var sockets = new SocketFolder(folder);
        Console.WriteLine(Path.GetDirectoryName(sockets.At("worker-1")));
        return new ManualResetEvent(false).WaitOne() ? 0 : 1;
    }

    private static ITrainingService Service(string kind, string folder)
    {
        var options = new LocalOptions { Command = kind == "warm" ? $"{TestProgram.Command} trial good" : Shell, ExperimentFolder = folder };
        return kind switch
        {
            "warm" => new WarmService(options),
            "inprocess" => new InProcessService((trial, token) =>
            {
                token.WaitHandle.WaitOne(15);
                trial.ReportFinal(TestExperiment.Score(trial.Parameters));
            }),
            ExperimentsAmongFaults.Job or ExperimentsAmongFaults.Pool => ExperimentsAmongFaults.Service(kind, folder, Shell),
            _ => new LocalService(options),
        };
    }
}
