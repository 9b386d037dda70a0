using System.Text;
using System.Text.Json;
using NasSharp.Torch.IO;

namespace NasSharp.Benchmarks.Tables;

/// <summary>
/// Writes the compact file of a benchmark: 8 bytes of name, the length of the header, a header in JSON, then one column after another, each aligned to 8 bytes.
/// A column of decimals that fit is written as whole numbers with a power of ten, so that it takes 4 bytes and comes back exactly.
/// </summary>
internal sealed class TableWriter(string benchmark, int rows)
{
    internal const string Magic = "NASBENC1";

    private readonly List<(TableColumnHeader Header, byte[] Data)> _columns = [];

    /// <summary>Adds a column with a value for each row.</summary>
    public void Add(string name, IReadOnlyList<Decimals> values)
    {
        var digits = values.Max(v => v.Digits);
        var scale = Math.Pow(10, digits);
        var fits = digits <= 9 && values.All(v => v.Digits >= 0 && (double.IsNaN(v.Value) || Fits(v.Value, scale)));
        var data = fits
            ? Bytes(values.Select(v => double.IsNaN(v.Value) ? int.MinValue : (int)Math.Round(v.Value * scale)).ToArray(), BitConverter.GetBytes, 4)
            : Bytes(values.Select(v => v.Value).ToArray(), BitConverter.GetBytes, 8);
        _columns.Add((new TableColumnHeader(name, fits ? digits : -1, 0), data));
    }

    /// <summary>Adds a column of bytes, so many for each row.</summary>
    public void Add(string name, byte[] data) => _columns.Add((new TableColumnHeader(name, TableColumnHeader.RawBytes, 0), data));

    /// <summary>Writes the file, all or nothing.</summary>
    public void Write(string path) => AtomicFile.Write(path, stream =>
    {
        var header = Header(out var start);
        stream.Write(Encoding.ASCII.GetBytes(Magic));
        stream.Write(BitConverter.GetBytes((long)header.Length));
        stream.Write(header);
        stream.Write(new byte[start - stream.Position]);
        foreach (var (_, data) in _columns)
        {
            stream.Write(data);
            stream.Write(new byte[Padding(data.Length)]);
        }
    });

    private byte[] Header(out long start)
    {
        // Offsets count from the end of the header, so that its length does not depend on them.
        var offset = 0L;
        var columns = new List<TableColumnHeader>();
        foreach (var (header, data) in _columns)
        {
            columns.Add(header with { Offset = offset });
            offset += data.Length + Padding(data.Length);
        }
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new TableHeader(benchmark, rows, offset, columns));
        start = Magic.Length + 8 + bytes.Length + Padding(bytes.Length);
        return bytes;
    }

    private static bool Fits(double value, double scale)
    {
        var whole = Math.Round(value * scale);
        return Math.Abs(whole) < int.MaxValue && whole / scale == value;
    }

    private static byte[] Bytes<T>(T[] values, Func<T, byte[]> bytes, int size)
    {
        var data = new byte[values.Length * size];
        for (var i = 0; i < values.Length; i++)
            bytes(values[i]).CopyTo(data, i * size);
        return data;
    }

    private static long Padding(long length) => (8 - length % 8) % 8;
}
