using System.Globalization;
using System.Text;
using NasSharp.Benchmarks.Tables;

namespace NasSharp.Benchmarks.NasBench101;

/// <summary>
/// NAS-Bench-101 (Ying et al. 2019, arXiv 1902.09635): parameters and mean test accuracy after 108 epochs on CIFAR-10 of every cell. The file is mapped into
/// memory; a cell is found by its hash, so that all cells that are the same graph are one.
/// </summary>
public sealed class NasBench101Table : IDisposable
{
    internal const string Name = "nasbench101";
    private const string MainFile = "nb101.csv.gz";
    private const int HashBytes = 16, Inner = NasBench101Cell.MostVertices - 2;

    // Images of the test set that were used, times runs.
    private const double Images = 29_952;

    private readonly TableFile _file;

    private NasBench101Table(TableFile file) => _file = file;

    /// <summary>Cells in the table; the whole benchmark has 423,624.</summary>
    public int Count => _file.Header.Rows;

    /// <summary>Opens a file that <see cref="Import"/> made.</summary>
    /// <exception cref="BenchmarkException">The file is missing, of another benchmark or damaged.</exception>
    public static NasBench101Table Open(string path) => new(TableFile.Open(path, Name));

    /// <summary>Makes the compact file from a folder with <c>nb101.csv.gz</c>, all or nothing.</summary>
    /// <exception cref="BenchmarkException">The table has wrong columns, a row that is no cell, a graph twice, or a value that is no number; the message names the row.</exception>
    public static void Import(string folder, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        var rows = new List<(string Hash, NasBench101Cell Cell, int Parameters, int Correct)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in new DelimitedFile(Path.Combine(folder, MainFile), ["v", "adj", "ops", "params", "test108_x29952"]).Rows())
        {
            var cell = NasBench101Cell.TryParse(row.Whole("v"), row["adj"], row["ops"])
                ?? throw row.Wrong($"{row["v"]} vertices with the edges '{row["adj"]}' and the operations '{row["ops"]}' are no cell");
            var correct = row.Whole("test108_x29952");
            if (correct > Images)
                throw row.Wrong($"'test108_x29952' is {correct}; expected at most {Images}");
            var hash = cell.Hash();
            if (!seen.Add(hash))
                throw row.Wrong($"the graph {hash} occurs twice");
            rows.Add((hash, cell, row.Whole("params"), correct));
        }
        if (rows.Count == 0)
            throw new BenchmarkException($"{Path.Combine(folder, MainFile)}: there are no rows.");
        rows.Sort((a, b) => string.CompareOrdinal(a.Hash, b.Hash));
        var writer = new TableWriter(Name, rows.Count);
        writer.Add("hash", [.. rows.SelectMany(r => Convert.FromHexString(r.Hash))]);
        writer.Add("parameters", rows.ConvertAll(r => Decimals.Whole(r.Parameters)));
        writer.Add("correct", rows.ConvertAll(r => Decimals.Whole(r.Correct)));
        writer.Add("vertices", rows.ConvertAll(r => Decimals.Whole(r.Cell.Vertices)));
        writer.Add("edges", rows.ConvertAll(r => Decimals.Whole(r.Cell.EdgeMask)));
        writer.Add("operations", [.. rows.SelectMany(r => Encoding.ASCII.GetBytes(r.Cell.OperationDigits.PadRight(Inner)))]);
        writer.Write(target);
    }

    /// <summary>Mean test accuracy in percent after 108 epochs, over 3 runs.</summary>
    /// <exception cref="BenchmarkException">The table does not have the cell.</exception>
    public double TestAccuracy(NasBench101Cell cell) => 100 * _file["correct"][RowOf(cell)] / Images;

    /// <summary>Trainable parameters of the network.</summary>
    /// <exception cref="BenchmarkException">The table does not have the cell.</exception>
    public long Parameters(NasBench101Cell cell) => (long)_file["parameters"][RowOf(cell)];

    /// <summary>True when the table has the cell, in whatever order its vertices stand.</summary>
    public bool Contains(NasBench101Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Find(cell.Hash()) >= 0;
    }

    /// <summary>The cells with the best test accuracies, the best first.</summary>
    /// <exception cref="BenchmarkException">The file was made by an earlier version and does not say which cells it has.</exception>
    public IReadOnlyList<NasBench101Result> Best(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var correct = _file["correct"];
        var best = new PriorityQueue<int, (double, int)>();
        for (var row = 0; row < Count; row++)
        {
            // The worst of those kept is in front; of equal ones the first stays.
            best.Enqueue(row, (correct[row], -row));
            if (best.Count > count)
                best.Dequeue();
        }
        return [.. best.UnorderedItems.OrderByDescending(b => b.Priority).Select(b => At(b.Element))];
    }

    /// <summary>The result of one cell.</summary>
    /// <exception cref="BenchmarkException">The table does not have the cell.</exception>
    public NasBench101Result Result(NasBench101Cell cell) => new(cell, TestAccuracy(cell), Parameters(cell));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private NasBench101Result At(int row)
    {
        if (!_file.Has("operations"))
            throw new BenchmarkException($"'{_file.Path}' was made by an earlier version and does not say which cells it has; make it again with nasctl benchmark import.");
        var operations = new byte[Inner];
        _file["operations"].Read(row, operations);
        var cell = NasBench101Cell.TryParse((int)_file["vertices"][row], ((int)_file["edges"][row]).ToString("x", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(operations).Trim())!;
        return new NasBench101Result(cell, 100 * _file["correct"][row] / Images, (long)_file["parameters"][row]);
    }

    private int RowOf(NasBench101Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var hash = cell.Hash();
        return Find(hash) is >= 0 and var row ? row : throw new BenchmarkException($"'{_file.Path}' has no cell with the hash {hash}; vertices that lead nowhere must be left out.");
    }

    private int Find(string hash)
    {
        var (wanted, found, column) = (Convert.FromHexString(hash), new byte[HashBytes], _file["hash"]);
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            column.Read(middle, found);
            switch (found.AsSpan().SequenceCompareTo(wanted))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }
        return -1;
    }
}
