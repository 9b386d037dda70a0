using NasSharp.Spaces;

namespace NasSharp.Benchmarks.Search;

/// <summary>One search on a table.</summary>
/// <param name="Seed">The seed of the tuner.</param>
/// <param name="Curve">The score of the best architecture so far after 1, 2, ... queries; not a number before the first trial of a whole training has ended.</param>
/// <param name="Best">The architecture with the best score that was seen.</param>
/// <param name="Score">Its score.</param>
/// <param name="Final">Its reported accuracy.</param>
/// <param name="Trials">Trials that were looked up.</param>
public sealed record BenchmarkRun(long Seed, IReadOnlyList<double> Curve, Architecture Best, double Score, double Final, int Trials);
