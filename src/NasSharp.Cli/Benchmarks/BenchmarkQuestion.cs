using NasSharp.Benchmarks;

namespace NasSharp.Cli.Benchmarks;

/// <summary>What is looked up; null where the user did not say and the benchmark's own default holds.</summary>
internal sealed record BenchmarkQuestion(ImageSet Images, AccuracySplit? Split, int? Epochs, string? Device, bool Paper, int Limit);
