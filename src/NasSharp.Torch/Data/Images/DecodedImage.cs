namespace NasSharp.Torch.Data.Images;

/// <summary>Pixels of one image: rows from the top, each row of interleaved 8-bit channels.</summary>
/// <param name="Pixels">The bytes, [height, width, channels].</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
public sealed record DecodedImage(byte[] Pixels, int Width, int Height, int Channels);
