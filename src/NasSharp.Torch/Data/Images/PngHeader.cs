using System.Buffers.Binary;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Data.Images;

/// <summary>The colour types of the PNG format, with its numbers.</summary>
internal enum PngColor
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>The IHDR chunk of a PNG file.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool Interlaced)
{
    /// <summary>Bits of one pixel.</summary>
    public int PixelBits => BitDepth * Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GreyAlpha => 2,
        PngColor.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>Bytes from one pixel to the next as the row filters see them, at least 1.</summary>
    public int FilterStep => Math.Max(1, PixelBits / 8);

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => checked((int)(((long)width * PixelBits + 7) / 8));

    public static PngHeader Parse(ReadOnlySpan<byte> chunk, string name, long fileBytes)
    {
        if (chunk.Length != 13)
            throw new DataFormatException(name, $"PNG header has {chunk.Length} bytes, expected 13");
        var width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        var height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        var depth = (int)chunk[8];
        var color = (PngColor)chunk[9];
        var legal = color switch
        {
            PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.RgbAlpha => depth is 8 or 16,
            _ => false,
        };
        if (!legal)
            throw new DataFormatException(name, $"PNG colour type {chunk[9]} with {depth} bits does not exist");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw new DataFormatException(name, $"PNG uses unknown methods (compression {chunk[10]}, filter {chunk[11]}, interlace {chunk[12]})");
        var bits = new PngHeader(0, 0, depth, color, false).PixelBits;
        ImageLimits.Check(name, width, height, fileBytes, 8 * fileBytes * ByteInput.MaxDeflateRatio / bits);
        return new PngHeader((int)width, (int)height, depth, color, chunk[12] == 1);
    }
}
