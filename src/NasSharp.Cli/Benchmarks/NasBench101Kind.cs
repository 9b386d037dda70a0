using NasSharp.Benchmarks.NasBench101;
using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;

namespace NasSharp.Cli.Benchmarks;

/// <summary>NAS-Bench-101.</summary>
internal sealed class NasBench101Kind : BenchmarkKind
{
    public override string Name => "nasbench101";

    public override string Files => "nb101.csv.gz";

    public override IReadOnlyCollection<string> Options => [];

    public override int Import(string from, string to)
    {
        NasBench101Table.Import(from, to);
        using var table = NasBench101Table.Open(to);
        return table.Count;
    }

    public override OpenBenchmark Open(string path) => new Opened(NasBench101Table.Open(path));

    private sealed class Opened(NasBench101Table table) : OpenBenchmark
    {
        // A graph is known as a whole or not at all: its vertices have no names of their own.
        public override IEnumerable<BenchmarkEntry> Query(IReadOnlyDictionary<string, string> operations, BenchmarkQuestion question) =>
            (operations.Count == 0 ? table.Best(question.Limit) : [table.Result(NasBench101Cell.Parse(string.Join(',', operations.Select(o => $"{o.Key}={o.Value}"))))])
            .Select(r => new BenchmarkEntry(r.Cell.ToString(), r.TestAccuracy) { Parameters = r.Parameters });

        public override BenchmarkTask Task(BenchmarkQuestion question) => NasBench101Tasks.TestAccuracy(table);

        public override string Print(Architecture architecture) => NasBench101Space.Cell(architecture)!.ToString();

        public override void Dispose() => table.Dispose();
    }
}
