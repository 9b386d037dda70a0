using System.Buffers.Binary;
using System.IO.Compression;
using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Tests.Data;

/// <summary>Writes PNG files of every kind that the format knows, so that the decoder can be tested without fixtures.</summary>
internal static class PngWriter
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <param name="samples">The stored sample s of the pixel at column x and row y.</param>
    /// <param name="filters">The filter of each row, in turns.</param>
    public static byte[] Write(int width, int height, int depth, int color, Func<int, int, int, int> samples, int perPixel,
        bool interlaced = false, byte[]? palette = null, int[]? filters = null)
    {
        filters ??= [0];
        using var raw = new MemoryStream();
        foreach (var (x0, y0, dx, dy) in interlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            var columns = (width - x0 + dx - 1) / dx;
            if (columns <= 0)
                continue;
            var above = new byte[(columns * depth * perPixel + 7) / 8];
            for (var y = y0; y < height; y += dy)
            {
                var row = new byte[above.Length];
                for (var i = 0; i < columns * perPixel; i++)
                    Store(row, i, depth, samples(x0 + i / perPixel * dx, y, i % perPixel));
                var filter = filters[y % filters.Length];
                raw.WriteByte((byte)filter);
                raw.Write(Filter(row, above, filter, Math.Max(1, depth * perPixel / 8)));
                above = row;
            }
        }
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)color, (byte)(interlaced ? 1 : 0));
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "tEXt"u8, "Title\0a test"u8);
        if (palette is not null)
            Chunk(file, "PLTE"u8, palette);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(raw.ToArray());
        var data = packed.ToArray();
        Chunk(file, "IDAT"u8, data.AsSpan(0, data.Length / 2)); // two chunks, as real files have many
        Chunk(file, "IDAT"u8, data.AsSpan(data.Length / 2));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    public static byte[] Rgb(int width, int height, Func<int, int, int, int> samples) => Write(width, height, 8, 2, samples, 3);

    public static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        byte[] checkedPart = [.. type, .. body];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(checkedPart));
        file.Write(number);
    }

    private static void Store(byte[] row, int index, int depth, int value)
    {
        if (depth == 16)
            BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * index), (ushort)value);
        else if (depth == 8)
            row[index] = (byte)value;
        else
            row[index * depth / 8] |= (byte)(value << (8 - depth - index * depth % 8));
    }

    private static byte[] Filter(byte[] row, byte[] above, int filter, int step)
    {
        var result = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0;
            var estimate = left + up - corner;
            int a = Math.Abs(estimate - left), b = Math.Abs(estimate - up), c = Math.Abs(estimate - corner);
            var guess = filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => a <= b && a <= c ? left : b <= c ? up : corner, _ => 0 };
            result[i] = (byte)(row[i] - guess);
        }
        return result;
    }
}
