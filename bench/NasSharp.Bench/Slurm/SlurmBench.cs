using System.Globalization;
using System.Text;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Spaces;

namespace NasSharp.Bench.Slurm;

/// <summary>How fast the slurm service is and what it costs; there is no rival to run beside but the scheduler itself.</summary>
internal static class SlurmBench
{
    private static readonly SearchSpace Space = SearchSpace.Parse(
        "{" + string.Join(',', Enumerable.Range(0, 8).Select(i => $"\"c{i}\":{{\"_type\":\"layer_choice\",\"_value\":[{string.Join(',', Enumerable.Range(0, 8).Select(n => $"\"{n}\""))}]}}")) + "}");

    private static SimulationOptions Seeded { get; } = new() { Workers = 100, Trials = 5000, ManagerKills = 12, Harshness = 10 };

    private sealed record Row(string Work, string Unit, double Value, double? AtLeast = null, double? AtMost = null)
    {
        public bool IsMet => !(Value < AtLeast) && !(Value > AtMost);

        public string Line() => string.Create(CultureInfo.InvariantCulture, $"| {Work} | {Unit} | {Value:0.##} | {Target()}{(IsMet ? "" : " (missed)")} |\n");

        private string Target() => AtLeast is { } least ? string.Create(CultureInfo.InvariantCulture, $"at least {least:0.##}")
            : AtMost is { } most ? string.Create(CultureInfo.InvariantCulture, $"at most {most:0.##}") : "";
    }

    /// <summary>Simulates twenty seeds with as many workers and trials and as much trouble as is asked for.</summary>
    internal static int Simulate(int workers, int trials, double harshness)
    {
        var folder = Directory.CreateTempSubdirectory("nassharp-bench-").FullName;
        try
        {
            return Seeds(folder, Seeded with { Workers = workers, Trials = trials, Harshness = harshness }).All(r => r is { Lost: 0, Duplicates: 0, Complaints.Count: 0 }) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Measures what is asked for (<c>cluster</c>, <c>load</c>, <c>simulation</c>; null: all) and writes the page.</summary>
    internal static int Run(string? only, string? output)
    {
        var folder = Directory.CreateTempSubdirectory("nassharp-bench-").FullName;
        try
        {
            var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
            var rows = new List<Row>();
            var words = "";
            if (only is null or "cluster")
            {
                if (ClusterBench.IsPossible)
                    rows.AddRange(Cluster());
                else
                    Console.Error.WriteLine("there is no Slurm here: apt-get install -y --no-install-recommends slurm-wlm munge");
            }
            if (only is null or "load")
            {
                foreach (var (mode, name) in ((SlurmMode, string)[])[(SlurmMode.Pool, "in workers, over TCP, each with a report every ten seconds"), (SlurmMode.Job, "as jobs")])
                    rows.Add(new Row($"the manager's share of a core with 1,000 running trials {name}", "%", 100 * LoadBench.Share(Path.Combine(folder, $"load-{mode}"), Space, mode, TimeSpan.FromSeconds(30)), AtMost: 20));
            }
            if (only is null or "simulation")
            {
                var result = Simulation.Run(Path.Combine(folder, "simulation"), Space, new SimulationOptions());
                rows.Add(new Row("simulation of 1,000 workers and 100,000 trials among faults: trials lost", "", result.Lost, AtMost: 0));
                rows.Add(new Row("the same: duplicate results", "", result.Duplicates, AtMost: 0));
                rows.Add(new Row("the same: the workers' time without a trial", "%", 100 * result.IdleShare));
                words = $"\nIn the simulation {result.InWords()}\n";
                var others = Seeds(folder, Seeded);
                rows.Add(new Row("20 simulations of 100 workers and 5,000 trials, other seeds, ten times as much trouble: trials lost", "", others.Sum(o => o.Lost), AtMost: 0));
                rows.Add(new Row("the same: duplicate results", "", others.Sum(o => o.Duplicates), AtMost: 0));
                rows.Add(new Row("the same: attempts repeated", "%", 100.0 * others.Sum(o => o.Repeated) / (20 * Seeded.Trials)));
            }
            var text = new StringBuilder("# Slurm: how fast\n\nTrials that do nothing, on three nodes with six slots in all, all of them on this machine. Written by `NasSharp.Bench slurm`.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- Machine: {Environment.ProcessorCount} cores, load before the start {load}\n\n| work | unit | measured | wanted |\n|---|---|---:|---|\n");
            foreach (var row in rows)
                text.Append(row.Line());
            text.Append(words);
            Console.WriteLine(text);
            if (output is not null)
                NasSharp.Torch.IO.AtomicFile.WriteAllText(output, text.ToString());
            return rows.All(r => r.IsMet) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Complaints come out at once: a trial that was lost is to be looked into.
    private static List<SimulationResult> Seeds(string folder, SimulationOptions options)
    {
        var results = new List<SimulationResult>();
        for (var seed = 1; seed <= 20; seed++)
        {
            var own = Path.Combine(folder, $"seed-{seed}");
            var result = Simulation.Run(own, Space, options with { Seed = seed });
            results.Add(result);
            Directory.Delete(own, recursive: true);
            Console.Error.WriteLine($"seed {seed}: {result.Lost} lost, {result.Duplicates} duplicate; {result.InWords()}");
            foreach (var complaint in result.Complaints)
                Console.Error.WriteLine($"  {complaint}");
        }
        return results;
    }

    private static IEnumerable<Row> Cluster()
    {
        using var cluster = new ClusterBench(Space);
        cluster.SchedulersOwn(6); // the first jobs after a start are slow
        var (own, ownGap) = cluster.SchedulersOwn(100);
        var (jobRate, jobGap) = cluster.Shells("job", SlurmMode.Job, 100);
        var (poolRate, poolGap) = cluster.Shells("pool", SlurmMode.Pool, 600);
        yield return new Row("jobs of the scheduler alone, six in flight", "1/s", own);
        yield return new Row("the same: from the call of sbatch to the first line, median", "ms", ownGap);
        yield return new Row("mode job: trials", "1/s", jobRate, AtLeast: 0.9 * own);
        yield return new Row("mode job: from the recorded attempt to its first line, median", "ms", jobGap);
        yield return new Row("mode pool: trials that are processes", "1/s", poolRate);
        yield return new Row("mode pool: from the recorded attempt to its first line, median", "ms", poolGap);
        yield return new Row("mode pool: trials in the workers' processes", "1/s", cluster.InProcess(10_000), AtLeast: 1000);
    }
}
