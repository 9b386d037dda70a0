using System.Globalization;
using System.Text;
using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Bench.Tables;

/// <summary>
/// How fast tables and tuners are. Times are those of the processor for this process, since searches on tables use one thread and wait for nothing, so that other programs on the
/// machine hardly count.
/// </summary>
internal static class TableBench
{
    private const int Repeats = 5;

    /// <summary>Measures everything and writes the page.</summary>
    internal static int Run(string? output)
    {
        var rows = TableRows().Concat(TunerRows()).ToList();
        var text = new StringBuilder("# Tables and tuners: how fast\n\nWritten by `NasSharp.Bench tables`: time of the processor, median of ");
        text.Append(CultureInfo.InvariantCulture, $"{Repeats}. Tuners search the space of NAS-Bench-201 with a reward that costs nothing;\n");
        text.Append("\"ask and tell\" goes through a session that keeps the trials and counts known architectures as new ones.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Machine: {Environment.ProcessorCount} cores, load before the start {File.ReadAllText("/proc/loadavg").Split(' ')[0]}\n");
        text.Append("\n| work | unit | measured | wanted | allocated |\n|---|---|---:|---:|---:|\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Work} | {row.Unit} | {row.Value:#,0.##} | {row.Wanted}{(row.Missed ? " (missed)" : "")} | {row.Bytes:#,0} B |\n");
        Console.WriteLine(text);
        if (output is not null)
            NasSharp.Torch.IO.AtomicFile.WriteAllText(output, text.ToString());
        return rows.Any(r => r.Missed) ? 1 : 0;
    }

    private static IEnumerable<Row> TableRows()
    {
        if (Data() is not { } data)
        {
            Console.Error.WriteLine("the tables of nasbench201 are not here: set NASSHARP_DATA to the folder that holds 'nasbench201'; the rows of tables are left out");
            yield break;
        }
        var file = Path.GetTempFileName();
        try
        {
            NasBench201Table.Import(data, file);
            yield return AtMost("opening NAS-Bench-201 and reading a value", "ms", 20, 1000, Measure(1, () =>
            {
                using var opened = NasBench201Table.Open(file);
                _ = opened.Mean(NasBench201Space.Space.First(), ImageSet.Cifar10, AccuracySplit.Test);
            }));
            using var table = NasBench201Table.Open(file);
            var task = NasBench201Tasks.Accuracy(table, ImageSet.Cifar100);
            yield return AtMost("500 runs of regularized evolution with 200 queries each", "s", 2, 1, Measure(1, () =>
                _ = BenchmarkSearch.RunAll(task, (_, seed) => BenchmarkTuners.Create("evolution", task, seed: seed), new BenchmarkBudget { Queries = 200 }, 500)));
            var queries = NasBench201Space.Space.Enumerate().ToArray();
            yield return PerSecond("looking up a mean accuracy", null, Measure(queries.Length, () =>
            {
                foreach (var architecture in queries)
                    _ = task.Score(architecture, 200);
            }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<Row> TunerRows() => TunerCatalog.Names.Select(name =>
    {
        var (trials, wanted) = name switch
        {
            "random" or "evolution" => (100_000, (double?)200_000),
            "local-search" or "spos" or "nsga2" or "asha" or "successive-halving" or "grid" => (15_000, null),
            "tpe" => (1_000, null),
            _ => (100, null),
        };
        return PerSecond($"`{name}`: ask and tell", wanted, Measure(trials, () => Search(name, trials)));
    });

    private static void Search(string name, int trials)
    {
        var space = NasBench201Space.Space;
        var tuner = TunerCatalog.Create(name, space, seed: 1);
        using var disposed = tuner as IDisposable;
        var session = new TunerSession(tuner, space, new TunerSessionOptions { AnswerDuplicates = false });
        for (var trial = 0; trial < trials && session.Ask() is { } proposal; trial++)
            session.Tell(proposal.Id, TrialOutcome.Of(trial * 7_919 % 1_000));
    }

    // The median over repeats, each after one that does not count, by operation.
    private static (double Seconds, double Bytes) Measure(int operations, Action work)
    {
        work();
        var found = Enumerable.Range(0, Repeats).Select(_ =>
        {
            var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            work();
            return (Seconds: (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / operations, Bytes: (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)operations);
        }).OrderBy(m => m.Seconds).ToArray();
        return found[Repeats / 2];
    }

    private static Row AtMost(string work, string unit, double limit, double scale, (double Seconds, double Bytes) measured)
        => new(work, unit, measured.Seconds * scale, string.Create(CultureInfo.InvariantCulture, $"at most {limit}"), measured.Bytes, measured.Seconds * scale > limit);

    private static Row PerSecond(string work, double? wanted, (double Seconds, double Bytes) measured)
        => new(work, "per second", Math.Round(1 / measured.Seconds), wanted is { } least ? string.Create(CultureInfo.InvariantCulture, $"at least {least:#,0}") : "", measured.Bytes, 1 / measured.Seconds < wanted);

    private static string? Data()
    {
        var named = Environment.GetEnvironmentVariable("NASSHARP_DATA");
        var folders = named is { Length: > 0 } ? [named] : Above().Select(f => Path.Combine(f, "shared", "data"));
        return folders.Select(f => Path.Combine(f, "nasbench201")).FirstOrDefault(Directory.Exists);
    }

    private static IEnumerable<string> Above()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }

    private sealed record Row(string Work, string Unit, double Value, string Wanted, double Bytes, bool Missed);
}
