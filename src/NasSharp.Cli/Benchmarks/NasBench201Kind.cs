using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;

namespace NasSharp.Cli.Benchmarks;

/// <summary>NAS-Bench-201.</summary>
internal sealed class NasBench201Kind : BenchmarkKind
{
    public override string Name => "nasbench201";

    public override string Files => "nb201.csv.gz; tables of hardware and proxies beside it are taken along";

    public override IReadOnlyCollection<string> Options => ["--images", "--split", "--epochs", "--paper"];

    public override int Import(string from, string to)
    {
        NasBench201Table.Import(from, to);
        return NasBench201Space.Count;
    }

    public override OpenBenchmark Open(string path) => new Opened(NasBench201Table.Open(path));

    private sealed class Opened(NasBench201Table table) : OpenBenchmark
    {
        public override IEnumerable<BenchmarkEntry> Query(IReadOnlyDictionary<string, string> operations, BenchmarkQuestion question) => table
            .Query(operations, question.Images, question.Split ?? AccuracySplit.Test, question.Epochs ?? 200)
            .Select(r => new BenchmarkEntry(NasBench201Space.Print(r.Architecture), r.Accuracy.Mean)
            {
                Runs = r.Accuracy.Runs, Deviation = r.Accuracy.Deviation, Seconds = r.TrainingSeconds, Parameters = r.Parameters, Flops = r.Flops,
            });

        public override BenchmarkTask Task(BenchmarkQuestion question) => question.Paper
            ? NasBench201Tasks.Paper(table, question.Images)
            : NasBench201Tasks.Accuracy(table, question.Images, question.Split ?? AccuracySplit.SingleRun);

        public override string Print(Architecture architecture) => NasBench201Space.Print(architecture);

        public override void Dispose() => table.Dispose();
    }
}
