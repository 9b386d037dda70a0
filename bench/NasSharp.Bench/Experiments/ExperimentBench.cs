using System.Diagnostics;
using System.Globalization;
using System.Text;
using NasSharp.Experiments;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.InProcess;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Warm;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Bench.Experiments;

/// <summary>How fast experiments are: trials that do nothing, and a store with 10,000 of them. There is no rival to run beside; the numbers that we hold ourselves to stand beside them.</summary>
internal static class ExperimentBench
{
    private static readonly SearchSpace Space = SearchSpace.Parse(
        "{" + string.Join(',', Enumerable.Range(0, 8).Select(i => $"\"c{i}\":{{\"_type\":\"layer_choice\",\"_value\":[{string.Join(',', Enumerable.Range(0, 8).Select(n => $"\"{n}\""))}]}}")) + "}");

    /// <summary>The program of a trial that does nothing.</summary>
    internal static int RunTrial() => Trial.Run(() => Trial.ReportFinal(1));

    /// <summary>Measures everything and writes the page.</summary>
    internal static int Run(string? output)
    {
        var folder = Directory.CreateTempSubdirectory("nassharp-bench-").FullName;
        try
        {
            var rows = Rows(folder).ToList();
            var text = new StringBuilder("# Experiments: how fast\n\nTrials that do nothing, so that all that is measured is ours. Written by `NasSharp.Bench experiments`.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- Machine: {Environment.ProcessorCount} cores, load before the start {File.ReadAllText("/proc/loadavg").Split(' ')[0]}\n");
            text.Append("\n| work | unit | measured | at most |\n|---|---|---:|---:|\n");
            foreach (var (work, unit, value, target) in rows)
                text.Append(CultureInfo.InvariantCulture, $"| {work} | {unit} | {value:0.#} | {target:0}{(value <= target ? "" : " (missed)")} |\n");
            Console.WriteLine(text);
            if (output is not null)
                NasSharp.Torch.IO.AtomicFile.WriteAllText(output, text.ToString());
            return rows.All(r => r.Value <= r.Target) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Work, string Unit, double Value, double Target)> Rows(string folder)
    {
        var program = $"dotnet {typeof(ExperimentBench).Assembly.Location} trial";
        LocalOptions Local(string name, string command) => new() { Command = command, ExperimentFolder = Path.Combine(folder, name) };

        var warm = Path.Combine(folder, "warm");
        var seconds = Experiment(warm, 1000, 1, new WarmService(Local("warm", program)));
        yield return ("trivial .NET trial on a warm worker, from its proposal to its recorded end, mean of 1,000", "ms", seconds, 30);
        yield return ("1,000 trivial trials on one warm worker", "s", seconds, 20);

        var fresh = Path.Combine(folder, "fresh");
        Experiment(fresh, 20, 1, new LocalService(Local("fresh", program)));
        var alone = Enumerable.Range(0, 5).Select(_ => Alone(program, folder)).Order().ElementAt(2);
        yield return ("fresh .NET process, beyond its own run time", "ms", Median(fresh) - alone, 250);

        var shell = Path.Combine(folder, "shell");
        yield return ("1,000 trivial shell trials, two at once", "s",
            Experiment(shell, 1000, 2, new LocalService(Local("shell", "echo '{\"type\":\"final\",\"value\":1}' >>$NASCTL_TRIAL_DIR/metrics.jsonl"))), 20);

        var large = Path.Combine(folder, "large");
        seconds = Experiment(large, 10_000, 4, new InProcessService((trial, _) => trial.ReportFinal(trial.Number % 97)));
        yield return ("10,000 trials in the manager's process", "s", seconds, 60);
        yield return ("memory of this process after it, as its manager", "MiB", Process.GetCurrentProcess().WorkingSet64 / 1048576.0, 150);
        foreach (var row in Commands(large))
            yield return row;
        using var store = ExperimentStore.Open(large);
        Look(store);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Look(store);
        yield return ("what list and top read of a store with 10,000 trials", "ms", watch.Elapsed.TotalMilliseconds / 20, 100);
        watch.Restart();
        _ = new ExperimentRun(store, new RandomTuner(Space, 1), new InProcessService((_, _) => { }));
        yield return ("replaying the tuner over 10,000 trials when resuming", "ms", watch.Elapsed.TotalMilliseconds, 5000);
    }

    // The command itself, a process each time, where ./build.sh build has made it.
    private static IEnumerable<(string, string, double, double)> Commands(string experiment)
    {
        var nasctl = Path.Combine("src", "NasSharp.Cli", "bin", "Release", "net10.0", "nasctl.dll");
        if (!File.Exists(nasctl))
            yield break;
        Directory.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(experiment + "-home").FullName, "bench"), experiment);
        foreach (var arguments in (string[])["list --all", "status bench", "trial ls bench --head 10"])
            yield return ($"'nasctl {arguments}' with 10,000 trials, a process of its own", "ms",
                Enumerable.Range(0, 11).Select(_ => Alone($"NASCTL_HOME='{experiment}-home' dotnet '{Path.GetFullPath(nasctl)}' {arguments}", ".")).Order().ElementAt(5), 100);
    }

    private static void Look(ExperimentStore store)
    {
        _ = store.Info();
        _ = store.CountByStatus();
        _ = store.Best(10, maximize: true);
        _ = store.Unfinished();
    }

    private static double Experiment(string folder, int trials, int concurrency, ITrainingService service)
    {
        using (service)
        {
            using var store = ExperimentStore.Create(folder, new ExperimentInfo
            {
                Id = "bench", Name = "bench", Created = DateTimeOffset.UtcNow, Configuration = "{}", SearchSpace = Space.ToJson(), Seed = 1, Maximize = true,
                Concurrency = concurrency, MaxTrials = trials, MaxDuration = TimeSpan.FromHours(1),
            });
            var watch = Stopwatch.StartNew();
            new ExperimentRun(store, new RandomTuner(Space, 1), service).RunAsync().GetAwaiter().GetResult();
            return watch.Elapsed.TotalSeconds;
        }
    }

    private static double Median(string folder)
    {
        using var store = ExperimentStore.Open(folder);
        var times = store.Trials().Select(t => t.Status == TrialState.Succeeded ? t.Duration!.Value.TotalMilliseconds : throw new InvalidOperationException($"trial {t.Number}: {t.Error}")).Order().ToList();
        return times[times.Count / 2];
    }

    private static double Alone(string program, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", program]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return watch.Elapsed.TotalMilliseconds;
    }
}
