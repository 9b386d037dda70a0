using NasSharp.Spaces;

namespace NasSharp.OneShot.Ranking;

/// <summary>One network of a ranking report.</summary>
/// <param name="Architecture">Its architecture.</param>
/// <param name="Supernet">The score that the supernet's weights give it, on validation data.</param>
/// <param name="StandAlone">The score after training on its own, on the same data.</param>
/// <param name="Parameters">Numbers in its weights.</param>
/// <param name="Flops">Multiply-adds of one sample.</param>
public sealed record RankedNetwork(Architecture Architecture, double Supernet, double StandAlone, long Parameters, long Flops);
