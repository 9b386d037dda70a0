using System.Text;
using NasSharp.Benchmarks.Tables;
using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Benchmarks.FBNetLatency;

/// <summary>
/// Latencies of networks of FBNet's space, measured on many devices by the authors of HELP and of HW-NAS-Bench: of a random sample of networks, and
/// for some devices by layer and block, from which the latency of every network follows. The file is mapped into memory.
/// </summary>
public sealed class FBNetLatencyTable : IDisposable
{
    internal const string Name = "fbnet-latency";
    internal const string LayersPrefix = "layers.";

    private readonly TableFile _file;

    private FBNetLatencyTable(TableFile file) => _file = file;

    /// <summary>Networks that were measured; the published table has 5,000.</summary>
    public int Count => _file.Header.Rows;

    /// <summary>The devices on which networks were measured.</summary>
    public IReadOnlyList<string> Devices => [.. _file.Header.Columns.Select(c => c.Name).Where(c => c != "arch" && !c.StartsWith(LayersPrefix, StringComparison.Ordinal))];

    /// <summary>The devices whose latency is known for every network of the space, layer by layer.</summary>
    public IReadOnlyList<string> LayerDevices => [.. _file.Header.Columns.Select(c => c.Name).Where(c => c.StartsWith(LayersPrefix, StringComparison.Ordinal)).Select(c => c[LayersPrefix.Length..])];

    /// <summary>Opens a file that <see cref="Import"/> made.</summary>
    /// <exception cref="BenchmarkException">The file is missing, of another benchmark or damaged.</exception>
    public static FBNetLatencyTable Open(string path) => new(TableFile.Open(path, Name));

    /// <summary>
    /// Makes the compact file from a folder with <c>fbnet_help_latency.csv.gz</c>; <c>fbnet_hwnasbench_lut.csv.gz</c>, the latencies by layer, is taken along when it is there. All or
    /// nothing.
    /// </summary>
    /// <exception cref="BenchmarkException">A table has wrong columns, a network twice or that is none, or a value that is no number above 0; the message names the row.</exception>
    public static void Import(string folder, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        FBNetLatencyImport.Run(folder, target);
    }

    /// <summary>The measured latency of a network in milliseconds; null when it was not measured.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    /// <exception cref="BenchmarkException">There is no such device; the message names those there are.</exception>
    public double? Milliseconds(Architecture architecture, string device)
    {
        var column = Column(device);
        return Find(FBNetLatencySpace.Print(architecture)) is >= 0 and var row ? column[row] : null;
    }

    /// <summary>The latencies by layer and block on one of <see cref="LayerDevices"/>.</summary>
    /// <exception cref="BenchmarkException">There are none for the device; the message names those there are.</exception>
    public LatencyTable Layers(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!LayerDevices.Contains(device))
            throw new BenchmarkException($"'{_file.Path}' has no latencies by layer for '{device}'; {(LayerDevices.Count == 0 ? "it was made without them" : $"it has them for {string.Join(", ", LayerDevices)}")}.");
        var (column, blocks) = (_file[LayersPrefix + device], FBNetLatencySpace.OperationNames.Count);
        var rows = FBNetLatencySpace.Space.Keys.Index().ToDictionary(
            k => k.Item, k => (IReadOnlyList<double>)[.. Enumerable.Range(0, blocks).Select(b => column[1 + k.Index * blocks + b])], StringComparer.Ordinal);
        return new LatencyTable(FBNetLatencySpace.Space, rows, column[0], device);
    }

    /// <summary>The measured networks that fit, in the order of their digits.</summary>
    /// <param name="operations">Names of blocks by key, for as many keys as are decided; null or empty: all networks.</param>
    /// <param name="device">The device; null: all of them.</param>
    /// <exception cref="ArchitectureException">A key or a block is outside the space.</exception>
    /// <exception cref="BenchmarkException">There is no such device; the message names those there are.</exception>
    public IEnumerable<FBNetLatencyResult> Query(IReadOnlyDictionary<string, string>? operations = null, string? device = null)
    {
        var partial = new PartialArchitecture(FBNetLatencySpace.Space, operations);
        var columns = (device is null ? Devices : [device]).Select(d => (Device: d, Column: Column(d))).ToArray();
        return Enumerable.Range(0, Count).Select(row => (Row: row, Selected: FBNetLatencySpace.Code.TryRead(Digits(row))!)).Where(r => partial.Fits(r.Selected))
            .SelectMany(r => columns.Select(c => new FBNetLatencyResult(FBNetLatencySpace.Code.At(r.Selected), c.Device, c.Column[r.Row])));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private TableColumn Column(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Devices.Contains(device) ? _file[device] : throw new BenchmarkException($"'{_file.Path}' has no device '{device}'; it has {string.Join(", ", Devices)}.");
    }

    private string Digits(int row)
    {
        var digits = new byte[FBNetLatencySpace.Layers];
        _file["arch"].Read(row, digits);
        return Encoding.ASCII.GetString(digits);
    }

    private int Find(string digits)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(Digits(middle), digits))
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
