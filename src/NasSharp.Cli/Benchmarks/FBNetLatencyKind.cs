using NasSharp.Benchmarks.FBNetLatency;
using NasSharp.Benchmarks.Search;
using NasSharp.Cli.CommandLine;
using NasSharp.Spaces;

namespace NasSharp.Cli.Benchmarks;

/// <summary>The measured latencies of FBNet's networks.</summary>
internal sealed class FBNetLatencyKind : BenchmarkKind
{
    public override string Name => "fbnet-latency";

    public override string Files => "fbnet_help_latency.csv.gz; fbnet_hwnasbench_lut.csv.gz beside it is taken along";

    public override IReadOnlyCollection<string> Options => ["--device"];

    public override int Import(string from, string to)
    {
        FBNetLatencyTable.Import(from, to);
        using var table = FBNetLatencyTable.Open(to);
        return table.Count;
    }

    public override OpenBenchmark Open(string path) => new Opened(FBNetLatencyTable.Open(path));

    private sealed class Opened(FBNetLatencyTable table) : OpenBenchmark
    {
        public override string Measure => "ms";

        public override string Final => "latency with a minus";

        public override string Unit => "ms";

        public override bool LeastIsBest => true;

        public override IEnumerable<BenchmarkEntry> Query(IReadOnlyDictionary<string, string> operations, BenchmarkQuestion question) => table
            .Query(operations, question.Device).Select(r => new BenchmarkEntry(FBNetLatencySpace.Print(r.Architecture), r.Milliseconds) { Of = question.Device is null ? r.Device : null });

        public override BenchmarkTask Task(BenchmarkQuestion question) => FBNetLatencyTasks.Fastest(table, question.Device
            ?? throw new UsageException($"--device is missing: name one of {(table.LayerDevices.Count == 0 ? "none; the table was made without latencies by layer" : string.Join(", ", table.LayerDevices))}"));

        public override string Print(Architecture architecture) => FBNetLatencySpace.Print(architecture);

        public override void Dispose() => table.Dispose();
    }
}
