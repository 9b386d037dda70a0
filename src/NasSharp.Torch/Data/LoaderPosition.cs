namespace NasSharp.Torch.Data;

/// <summary>A place in a loader's endless sequence of batches; stored in checkpoints.</summary>
/// <param name="Seed">The loader's seed.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Batch">The batch in the epoch, from 0.</param>
public sealed record LoaderPosition(long Seed, int Epoch, int Batch);
