namespace NasSharp.Benchmarks.NasBench101;

/// <summary>One result of a query.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="TestAccuracy">Mean test accuracy in percent after 108 epochs, over 3 runs.</param>
/// <param name="Parameters">Trainable parameters of the network.</param>
public sealed record NasBench101Result(NasBench101Cell Cell, double TestAccuracy, long Parameters);
