using System.Text;

namespace NasSharp.Cli.Board.Sources;

/// <summary>Some bytes of a file that another process may be writing.</summary>
internal sealed record FilePart(byte[] Bytes, long Next, long Total)
{
    public const int Most = 1 << 20;

    /// <summary>Reads at most <paramref name="max"/> bytes from a position on; a position beyond the end gives nothing.</summary>
    public static FilePart Read(string path, long after, int max)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = Math.Clamp(after, 0, file.Length);
        var bytes = new byte[(int)Math.Min(Math.Clamp(max, 1, Most), file.Length - start)];
        file.Position = start;
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new FilePart(read == bytes.Length ? bytes : bytes[..read], start + read, file.Length);
    }

    /// <summary>The bytes as text; what is no UTF-8 becomes a replacement character.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);
}
