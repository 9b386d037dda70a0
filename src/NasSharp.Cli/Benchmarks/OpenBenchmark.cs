using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;

namespace NasSharp.Cli.Benchmarks;

/// <summary>An open table.</summary>
internal abstract class OpenBenchmark : IDisposable
{
    /// <summary>What a query answers, in words for the head of a table.</summary>
    public virtual string Measure => "accuracy";

    /// <summary>What a search reports in the end, in words.</summary>
    public virtual string Final => "test accuracy";

    /// <summary>The unit of a regret.</summary>
    public virtual string Unit => "percentage points";

    /// <summary>Whether the least answer is the best.</summary>
    public virtual bool LeastIsBest => false;

    /// <summary>The results of the architectures that fit; names of operations by key.</summary>
    public abstract IEnumerable<BenchmarkEntry> Query(IReadOnlyDictionary<string, string> operations, BenchmarkQuestion question);

    /// <summary>A search.</summary>
    public abstract BenchmarkTask Task(BenchmarkQuestion question);

    /// <summary>An architecture as the benchmark's authors write it.</summary>
    public abstract string Print(Architecture architecture);

    public abstract void Dispose();
}
