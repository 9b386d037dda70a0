using System.IO.MemoryMappedFiles;
using System.Text;
using System.Text.Json;

namespace NasSharp.Benchmarks.Tables;

/// <summary>The compact file of a benchmark, mapped into memory: opening reads the header only, and a value touches one page.</summary>
internal sealed class TableFile : IDisposable
{
    private const int HeaderLimit = 1 << 20;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, TableColumn> _columns;

    private TableFile(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, TableHeader header, long start)
    {
        Path = path;
        _file = file;
        _view = view;
        Header = header;
        _columns = header.Columns.ToDictionary(c => c.Name, c => new TableColumn(view, start + c.Offset, c.Digits), StringComparer.Ordinal);
    }

    public string Path { get; }

    public TableHeader Header { get; }

    /// <summary>The column of this name.</summary>
    /// <exception cref="BenchmarkException">There is none; the message names the file and what it has.</exception>
    public TableColumn this[string name] => _columns.TryGetValue(name, out var column)
        ? column
        : throw new BenchmarkException($"'{Path}' has no column '{name}'; it has {string.Join(", ", _columns.Keys)}.");

    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>Maps the file.</summary>
    /// <exception cref="BenchmarkException">The file is missing, of another benchmark, or not whole.</exception>
    public static TableFile Open(string path, string benchmark)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new BenchmarkException($"There is no file '{path}'; make it with: nasctl benchmark import {benchmark} --from FOLDER --to '{path}'");
        var length = new FileInfo(path).Length;
        if (length < TableWriter.Magic.Length + 8)
            throw NoTable(path, benchmark);
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        MemoryMappedViewAccessor? view = null;
        try
        {
            view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            var (header, start) = ReadHeader(view, path, benchmark, length);
            if (header.Benchmark != benchmark)
                throw new BenchmarkException($"'{path}' is a table of {header.Benchmark}, not of {benchmark}.");
            if (start + header.Length != length)
                throw new BenchmarkException($"'{path}' has {length} bytes, its header says {start + header.Length}; make it again with nasctl benchmark import.");
            return new TableFile(path, file, view, header, start);
        }
        catch
        {
            view?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static (TableHeader Header, long Start) ReadHeader(MemoryMappedViewAccessor view, string path, string benchmark, long length)
    {
        var magic = new byte[TableWriter.Magic.Length];
        view.ReadArray(0, magic, 0, magic.Length);
        var size = view.ReadInt64(magic.Length);
        if (Encoding.ASCII.GetString(magic) != TableWriter.Magic || size is < 2 or > HeaderLimit || size > length - magic.Length - 8)
            throw NoTable(path, benchmark);
        var bytes = new byte[size];
        view.ReadArray(magic.Length + 8, bytes, 0, bytes.Length);
        try
        {
            return (JsonSerializer.Deserialize<TableHeader>(bytes) ?? throw NoTable(path, benchmark), magic.Length + 8 + size + (8 - size % 8) % 8);
        }
        catch (JsonException)
        {
            throw NoTable(path, benchmark);
        }
    }

    private static BenchmarkException NoTable(string path, string benchmark)
        => new($"'{path}' is no table of a benchmark, or damaged; make it again with: nasctl benchmark import {benchmark} --from FOLDER --to '{path}'");
}
