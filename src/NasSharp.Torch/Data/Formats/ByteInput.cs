using System.IO.Compression;

namespace NasSharp.Torch.Data.Formats;

/// <summary>Reads the content of a plain or gzipped stream without ever reserving more memory than the input can fill.</summary>
internal static class ByteInput
{
    /// <summary>Deflate cannot expand a byte to more than this many.</summary>
    public const long MaxDeflateRatio = 1032;

    /// <summary>Opens a stream for reading; a gzip stream, known by its first two bytes, is unpacked on the way.</summary>
    public static Stream Open(Stream input, out bool packed)
    {
        Span<byte> start = stackalloc byte[2];
        var position = input.Position;
        packed = input.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1f && start[1] == 0x8b;
        input.Position = position;
        return packed ? new GZipStream(input, CompressionMode.Decompress, leaveOpen: true) : input;
    }

    /// <summary>The most bytes that a gzip file of this length can hold.</summary>
    public static long Capacity(long packedLength) => packedLength * MaxDeflateRatio + 64;

    /// <summary>Reads up to <paramref name="count"/> bytes; the result is shorter when the stream ends before.</summary>
    public static byte[] ReadUpTo(Stream stream, long count)
    {
        var buffer = new byte[(int)Math.Min(count, 1 << 20)];
        var length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            if (length < buffer.Length || length == count)
                break;
            Array.Resize(ref buffer, (int)Math.Min(count, 2L * buffer.Length));
        }
        if (length != buffer.Length)
            Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>Runs a reader and turns what damaged input makes the framework throw into one <see cref="DataFormatException"/>.</summary>
    public static T Guard<T>(string name, string kind, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException
                                          or OverflowException or ArgumentException)
        {
            throw new DataFormatException(name, $"not a readable {kind} ({error.Message.TrimEnd('.')}); copy or download the file again", error);
        }
    }

    /// <summary>Opens a file for sequential reading and gives the reader its stream and path.</summary>
    public static T FromFile<T>(string path, Func<Stream, string, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return read(stream, path);
    }
}
