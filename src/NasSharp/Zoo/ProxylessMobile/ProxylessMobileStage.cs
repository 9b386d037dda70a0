namespace NasSharp.Zoo.ProxylessMobile;

/// <summary>Layers with the same number of channels; each is a choice.</summary>
/// <param name="Channels">Channels of the output, at least 1.</param>
/// <param name="Layers">How many layers, at least 1.</param>
/// <param name="Stride">Stride of the first layer, 1 or 2; the others have 1.</param>
public sealed record ProxylessMobileStage(int Channels, int Layers, int Stride);
