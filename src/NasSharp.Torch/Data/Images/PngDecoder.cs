using System.Buffers.Binary;
using System.IO.Compression;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Data.Images;

/// <summary>
/// Decodes PNG files of every colour type, depth and interlacing, without a native library. Alpha is dropped, 16-bit samples keep
/// their upper byte. The checksum of every chunk is verified, so that a flipped bit is an error and not a wrong pixel.
/// </summary>
internal static class PngDecoder
{
    private const uint Ihdr = 0x49484452, Plte = 0x504c5445, Idat = 0x49444154, Iend = 0x49454e44;

    // The seven passes of an interlaced image: first column, first row, column step, row step.
    private static readonly (int X, int Y, int StepX, int StepY)[] InterlacedPasses =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Decodes to grey (<paramref name="channels"/> 1) or RGB (3).</summary>
    public static DecodedImage Decode(byte[] file, string name, int channels) =>
        ByteInput.Guard(name, "PNG image", () => DecodeChunks(file, name, channels));

    private static DecodedImage DecodeChunks(byte[] file, string name, int channels)
    {
        PngHeader? header = null;
        byte[] palette = [];
        using var data = new MemoryStream();
        for (var rest = file.AsSpan(Signature.Length); ;)
        {
            var body = ReadChunk(ref rest, name, out var type);
            if (header is null != (type == Ihdr))
                throw new DataFormatException(name, "the PNG header is missing or there twice");
            if (type == Iend)
                break;
            if (type == Ihdr)
                header = PngHeader.Parse(body, name, file.Length);
            else if (type == Plte)
                palette = body.ToArray();
            else if (type == Idat)
                data.Write(body);
            else if ((type & 0x20000000) == 0) // upper case: a reader must know the chunk to show the image
                throw new DataFormatException(name, $"PNG chunk 0x{type:x8} is critical and unknown");
        }
        if (header!.Value.Color == PngColor.Palette && (palette.Length == 0 || palette.Length % 3 != 0))
            throw new DataFormatException(name, "the PNG palette is missing or cut");
        data.Position = 0;
        return DecodeRows(header.Value, palette, data, name, channels);
    }

    private static ReadOnlySpan<byte> ReadChunk(ref Span<byte> rest, string name, out uint type)
    {
        if (rest.Length < 12)
            throw new DataFormatException(name, "the PNG file is cut; copy or download it again");
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        type = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        if (length > rest.Length - 12)
            throw new DataFormatException(name, "the PNG file is cut; copy or download it again");
        var end = 8 + (int)length;
        if (Crc32.Compute(rest[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(rest[end..]))
            throw new DataFormatException(name, "a PNG checksum is wrong, the file is damaged; copy or download it again");
        ReadOnlySpan<byte> body = rest[8..end];
        rest = rest[(end + 4)..];
        return body;
    }

    private static DecodedImage DecodeRows(PngHeader header, byte[] palette, Stream data, string name, int channels)
    {
        using var inflated = new ZLibStream(data, CompressionMode.Decompress, leaveOpen: true);
        var writer = new PngPixels(header, palette, name, channels);
        if (!header.Interlaced)
            DecodePass(header, inflated, writer, name, (0, 0, 1, 1));
        else
            foreach (var pass in InterlacedPasses)
                DecodePass(header, inflated, writer, name, pass);
        _ = inflated.ReadByte(); // reaching the end makes zlib compare its checksum
        return new DecodedImage(writer.Output, header.Width, header.Height, channels);
    }

    private static void DecodePass(PngHeader header, Stream data, PngPixels writer, string name, (int X, int Y, int StepX, int StepY) pass)
    {
        var columns = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
            return;
        var length = header.RowBytes(columns);
        var row = new byte[1 + length];
        var above = new byte[1 + length];
        for (var y = pass.Y; y < header.Height; y += pass.StepY)
        {
            if (data.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                throw new DataFormatException(name, $"the pixels end at row {y} of {header.Height}; copy or download it again");
            if (row[0] > 4)
                throw new DataFormatException(name, $"row {y} uses PNG filter {row[0]}, expected 0 to 4");
            Unfilter(row, above, header.FilterStep);
            writer.Write(row.AsSpan(1), columns, y, pass.X, pass.StepX);
            (row, above) = (above, row);
        }
    }

    private static void Unfilter(byte[] row, byte[] above, int step)
    {
        switch (row[0])
        {
            case 1:
                for (var i = 1 + step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case 2:
                for (var i = 1; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (var i = 1; i < row.Length; i++)
                    row[i] += (byte)(((i > step ? row[i - step] : 0) + above[i]) / 2);
                break;
            case 4:
                for (var i = 1; i < row.Length; i++)
                    row[i] += i > step ? Paeth(row[i - step], above[i], above[i - step]) : above[i];
                break;
        }
    }

    private static byte Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return (byte)(a <= b && a <= c ? left : b <= c ? up : corner);
    }
}
