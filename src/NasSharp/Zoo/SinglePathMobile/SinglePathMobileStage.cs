namespace NasSharp.Zoo.SinglePathMobile;

/// <summary>Blocks with the same number of channels; each is a superkernel.</summary>
/// <param name="Channels">Channels of the output, at least 1.</param>
/// <param name="Blocks">How many blocks, at least 1.</param>
/// <param name="Stride">Stride of the first block, 1 or 2; the others have 1.</param>
public sealed record SinglePathMobileStage(int Channels, int Blocks, int Stride);
