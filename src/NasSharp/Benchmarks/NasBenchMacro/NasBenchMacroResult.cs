using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBenchMacro;

/// <summary>One result of a query.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Accuracy">Test accuracy on CIFAR-10 in percent, mean and runs.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Flops">Multiply-adds for one image, as the benchmark's authors count them.</param>
public sealed record NasBenchMacroResult(Architecture Architecture, Accuracy Accuracy, long Parameters, long Flops);
