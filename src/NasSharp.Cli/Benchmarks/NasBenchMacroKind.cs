using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBenchMacro;
using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;

namespace NasSharp.Cli.Benchmarks;

/// <summary>NAS-Bench-Macro.</summary>
internal sealed class NasBenchMacroKind : BenchmarkKind
{
    public override string Name => "nasbench-macro";

    public override string Files => "nas-bench-macro_cifar10.json, or .json.gz";

    public override IReadOnlyCollection<string> Options => ["--split"];

    public override int Import(string from, string to)
    {
        NasBenchMacroTable.Import(from, to);
        return NasBenchMacroSpace.Count;
    }

    public override OpenBenchmark Open(string path) => new Opened(NasBenchMacroTable.Open(path));

    private sealed class Opened(NasBenchMacroTable table) : OpenBenchmark
    {
        public override IEnumerable<BenchmarkEntry> Query(IReadOnlyDictionary<string, string> operations, BenchmarkQuestion question)
        {
            if (question.Split is { } split and not AccuracySplit.Test)
                throw new BenchmarkException($"NAS-Bench-Macro has no accuracy for {split} to look up; it has Test, with its runs.");
            return table.Query(operations).Select(r => new BenchmarkEntry(NasBenchMacroSpace.Print(r.Architecture), r.Accuracy.Mean)
            {
                Runs = r.Accuracy.Runs, Deviation = r.Accuracy.Deviation, Parameters = r.Parameters, Flops = r.Flops,
            });
        }

        public override BenchmarkTask Task(BenchmarkQuestion question) => NasBenchMacroTasks.Accuracy(table, question.Split ?? AccuracySplit.SingleRun);

        public override string Print(Architecture architecture) => NasBenchMacroSpace.Print(architecture);

        public override void Dispose() => table.Dispose();
    }
}
