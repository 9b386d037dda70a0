using System.IO.Compression;
using System.Text;
using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>Reads a file of latencies, whatever its layout.</summary>
internal static class LatencyFile
{
    private const long MostBytes = 64L << 20;

    public static LatencyTable Read(string path, SearchSpace space, string? device, LatencyUnit? unit)
    {
        var text = Text(path);
        try
        {
            var first = text.AsSpan().TrimStart();
            if (first.StartsWith("{"))
                return LatencyJson.Parse(text, space, device, unit);
            var line = first[..(first.IndexOfAny('\n', '\r') is >= 0 and var end ? end : first.Length)];
            return line.Contains(',') ? LatencyCsv.Parse(text, space, device, unit) : LatencyText.Parse(text, space, device, unit);
        }
        catch (LatencyException error)
        {
            throw new LatencyException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>The whole file as text, unpacked when it is compressed.</summary>
    public static string Text(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var raw = new MemoryStream(bytes);
            using Stream source = bytes is [0x1f, 0x8b, ..] ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > MostBytes)
                    throw new LatencyException($"{path}: the file has more than {MostBytes >> 20} MiB; it is no latency table.");
            }
            return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length).TrimStart('\uFEFF');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new LatencyException($"{path}: the file cannot be read: {error.Message}", error);
        }
    }
}
