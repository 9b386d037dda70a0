using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NasSharp.Training.Checkpoints;

/// <summary>
/// The checksum that stands inside the file it protects: a SHA-256 over all bytes, taken with zeros in its own place.
/// </summary>
internal static class FileDigest
{
    /// <summary>The metadata key whose value is the digest.</summary>
    public const string Key = "nassharp.sha256";

    private const int Digits = 64;
    private const int LongestHeader = 100_000_000;

    private static readonly byte[] Marker = Encoding.UTF8.GetBytes($"\"{Key}\":\"");

    /// <summary>Zeros, to be written first.</summary>
    public static string Placeholder { get; } = new('0', Digits);

    /// <summary>Writes content that holds the placeholder in its safetensors header, then puts the digest in its place.</summary>
    public static void Write(Stream stream, Action<Stream> write)
    {
        using var hashing = new HashingStream(stream);
        write(hashing);
        var place = Find(stream) ?? throw new InvalidOperationException("The content has no place for its digest.");
        stream.Position = place;
        stream.Write(Encoding.ASCII.GetBytes(hashing.TakeDigest()));
    }

    /// <summary>Checks a file against the digest in it.</summary>
    /// <exception cref="CheckpointException">The digest differs or is missing.</exception>
    public static void Verify(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        if (Find(stream) is not { } place)
            throw new CheckpointException($"{path}: not a checkpoint of NasSharp, or cut short at its beginning.");
        Span<byte> written = stackalloc byte[Digits];
        stream.Position = place;
        stream.ReadExactly(written);
        if (!written.SequenceEqual(Encoding.ASCII.GetBytes(Compute(stream, place))))
            throw new CheckpointException($"{path}: the checkpoint is damaged, its bytes do not match its checksum; it was cut short or changed after it was written.");
    }

    private static string Compute(FileStream stream, long place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Math.Min(1 << 20, stream.Length)];
        stream.Position = 0;
        for (var position = 0L; ;)
        {
            var count = stream.Read(buffer);
            if (count == 0)
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            // The part of the digest's place that lies in this piece counts as zeros.
            var (start, end) = (Math.Max(place - position, 0), Math.Min(place + Digits - position, count));
            if (start < end)
                buffer.AsSpan((int)start, (int)(end - start)).Fill((byte)'0');
            hash.AppendData(buffer, 0, count);
            position += count;
        }
    }

    // The digest's place in the file, or null when the header is no header or lacks it.
    private static long? Find(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.Position = 0;
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            return null;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || (long)length > stream.Length - prefix.Length)
            return null;
        var header = new byte[(int)length];
        stream.ReadExactly(header);
        var found = header.AsSpan().IndexOf(Marker);
        return found < 0 || found + Marker.Length + Digits > header.Length ? null : prefix.Length + found + Marker.Length;
    }
}
