namespace NasSharp.Torch.Data.Images;

/// <summary>Turns the stored samples of PNG rows into grey or RGB bytes.</summary>
internal sealed class PngPixels(PngHeader header, byte[] palette, string name, int channels)
{
    /// <summary>[height, width, channels].</summary>
    public byte[] Output { get; } = new byte[checked(header.Height * header.Width * channels)];

    /// <summary>Writes one row of a pass: <paramref name="columns"/> pixels, <paramref name="step"/> columns apart.</summary>
    public void Write(ReadOnlySpan<byte> row, int columns, int y, int firstColumn, int step)
    {
        var stored = header.PixelBits / header.BitDepth;
        Span<byte> pixel = stackalloc byte[3];
        for (var i = 0; i < columns; i++)
        {
            if (header.Color == PngColor.Palette)
                Look(Sample(row, i)).CopyTo(pixel);
            else if (stored < 3)
                pixel.Fill(Scaled(row, i * stored));
            else
                for (var c = 0; c < 3; c++)
                    pixel[c] = Scaled(row, i * stored + c);
            var at = (y * header.Width + firstColumn + i * step) * channels;
            if (channels == 1)
                Output[at] = stored < 3 && header.Color != PngColor.Palette ? pixel[0] : Luminance.Of(pixel[0], pixel[1], pixel[2]);
            else
                pixel.CopyTo(Output.AsSpan(at));
        }
    }

    private ReadOnlySpan<byte> Look(int index) => 3 * index + 3 <= palette.Length
        ? palette.AsSpan(3 * index, 3)
        : throw new DataFormatException(name, $"a pixel uses colour {index} of a PNG palette of {palette.Length / 3}");

    private int Sample(ReadOnlySpan<byte> row, int index) => header.BitDepth switch
    {
        8 => row[index],
        16 => row[2 * index],
        _ => (row[index * header.BitDepth / 8] >> (8 - header.BitDepth - index * header.BitDepth % 8)) & ((1 << header.BitDepth) - 1),
    };

    private byte Scaled(ReadOnlySpan<byte> row, int index) => header.BitDepth switch
    {
        >= 8 => (byte)Sample(row, index),
        _ => (byte)(Sample(row, index) * 255 / ((1 << header.BitDepth) - 1)),
    };
}
