using NasSharp.Benchmarks.Nds;
using NasSharp.Benchmarks.Search;
using NasSharp.Cli.CommandLine;
using NasSharp.Spaces;

namespace NasSharp.Cli.Benchmarks;

/// <summary>NDS.</summary>
internal sealed class NdsKind : BenchmarkKind
{
    public override string Name => "nds";

    public override string Files => "the authors' sweeps, such as DARTS.json and ResNet_in.json";

    public override IReadOnlyCollection<string> Options => [];

    public override int Import(string from, string to)
    {
        NdsTable.Import(from, to);
        using var table = NdsTable.Open(to);
        return table.Count;
    }

    public override OpenBenchmark Open(string path) => new Opened(NdsTable.Open(path));

    private sealed class Opened(NdsTable table) : OpenBenchmark
    {
        public override IEnumerable<BenchmarkEntry> Query(IReadOnlyDictionary<string, string> operations, BenchmarkQuestion question) => table.Query(operations)
            .Select(r => new BenchmarkEntry(string.Join(',', r.Specification.Select(s => $"{s.Key}={s.Value}")), r.Final.Mean)
            {
                Runs = r.Final.Runs, Deviation = r.Final.Deviation, Parameters = r.Parameters, Flops = r.Flops,
            });

        public override BenchmarkTask Task(BenchmarkQuestion question)
            => throw new UsageException("nds holds a sample of networks, not a space that a tuner could search; use 'benchmark query', or search another benchmark");

        public override string Print(Architecture architecture) => architecture.ToString();

        public override void Dispose() => table.Dispose();
    }
}
