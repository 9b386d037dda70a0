namespace NasSharp.Benchmarks.Tables;

/// <summary>What the compact file of a benchmark says of itself.</summary>
internal sealed record TableHeader(string Benchmark, int Rows, long Length, IReadOnlyList<TableColumnHeader> Columns);
