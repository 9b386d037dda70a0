namespace NasSharp.Cli.Benchmarks;

/// <summary>One answer of a query: a mean with the runs behind it, where the table has them, and what else it says of the architecture.</summary>
internal sealed record BenchmarkEntry(string Architecture, double Mean)
{
    public IReadOnlyList<double> Runs { get; init; } = [];

    public double? Deviation { get; init; }

    public double? Seconds { get; init; }

    public long? Parameters { get; init; }

    public long? Flops { get; init; }

    /// <summary>What the answer belongs to where a query has several for one architecture, such as a device.</summary>
    public string? Of { get; init; }
}
