using System.IO.Compression;

namespace NasSharp.Benchmarks.Tables;

/// <summary>Reads a table of values separated by commas, plain or compressed with gzip, row by row.</summary>
internal sealed class DelimitedFile(string path, IReadOnlyList<string> columns)
{
    /// <summary>The rows, in the order of the file; the columns must be exactly the expected ones, in any order.</summary>
    /// <exception cref="BenchmarkException">The file is missing or damaged, its columns are others, or a row has another number of fields.</exception>
    public IEnumerable<DelimitedRow> Rows()
    {
        using var text = Open();
        var places = Places(Next(path, text)?.Split(',') ?? throw Wrong("the file is empty"));
        var number = 0;
        while (Next(path, text) is { } line)
        {
            number++;
            var fields = line.Split(',');
            if (fields.Length != places.Count)
                throw new BenchmarkException($"{path}, row {number}: {fields.Length} fields; expected {places.Count}.");
            yield return new DelimitedRow(path, number, fields, places);
        }
    }

    /// <summary>The columns that a file has.</summary>
    public static string[] ColumnsOf(string path)
    {
        var file = new DelimitedFile(path, []);
        using var text = file.Open();
        return Next(path, text)?.Split(',') ?? throw file.Wrong("the file is empty");
    }

    private StreamReader Open()
    {
        try
        {
            var file = File.OpenRead(path);
            return new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"Cannot read '{path}': {(e is UnauthorizedAccessException ? "no permission" : "there is no such file")}.", e);
        }
    }

    private static string? Next(string path, StreamReader text)
    {
        try
        {
            return text.ReadLine();
        }
        catch (InvalidDataException damaged)
        {
            throw new BenchmarkException($"{path}: the compressed data is damaged ({damaged.Message}); copy the file again.", damaged);
        }
    }

    private Dictionary<string, int> Places(string[] found)
    {
        var missing = columns.Except(found).ToArray();
        var unknown = found.Except(columns).ToArray();
        if (missing.Length > 0)
            throw Wrong($"the column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)} {(missing.Length > 1 ? "are" : "is")} missing");
        if (unknown.Length > 0)
            throw Wrong($"unknown column{(unknown.Length > 1 ? "s" : "")} {string.Join(", ", unknown)}");
        if (found.Length != columns.Count)
            throw Wrong("a column occurs twice");
        return found.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
    }

    private BenchmarkException Wrong(string what) => new($"{path}: {what}.");
}
