namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>Blocks of a ShuffleNetV2 space with the same number of channels; each is a choice, and the first has the stride.</summary>
/// <param name="Channels">Channels of the output; a multiple of 4, because half of them pass a block and half of the rest is its middle.</param>
/// <param name="Blocks">How many blocks, at least 1.</param>
/// <param name="Stride">Stride of the first block, 1 or 2; the others have 1. With 1 the first block still has both branches, because it changes the channels.</param>
public sealed record ShuffleNetStage(int Channels, int Blocks, int Stride = 2);
