namespace NasSharp.Zoo.SinglePathMobile;

/// <summary>Blocks with the same number of channels; each is a superkernel, unless its expansion is fixed.</summary>
/// <param name="Channels">Channels of the output, at least 1.</param>
/// <param name="Blocks">How many blocks, at least 1.</param>
/// <param name="Stride">Stride of the first block, 1 or 2; the others have 1.</param>
/// <param name="FixedExpansion">When given, at least 1: the blocks are plain ones with a 3x3 kernel and this expansion, without a choice; with 1 they have no 1x1 convolution in front.</param>
public sealed record SinglePathMobileStage(int Channels, int Blocks, int Stride, int? FixedExpansion = null);
