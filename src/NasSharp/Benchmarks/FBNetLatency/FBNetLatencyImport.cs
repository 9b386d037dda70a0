using System.Text;
using NasSharp.Benchmarks.Tables;
using NasSharp.Hardware;

namespace NasSharp.Benchmarks.FBNetLatency;

/// <summary>Makes the compact file of FBNet's latencies.</summary>
internal static class FBNetLatencyImport
{
    public const string MainFile = "fbnet_help_latency.csv.gz", LayersFile = "fbnet_hwnasbench_lut.csv.gz";

    private const string Constant = "-1";

    private static readonly int Blocks = FBNetLatencySpace.OperationNames.Count;

    public static void Run(string folder, string target)
    {
        var path = Path.Combine(folder, MainFile);
        var devices = DelimitedFile.ColumnsOf(path).Where(c => c != "arch").ToArray();
        if (devices.Length == 0)
            throw new BenchmarkException($"{path}: there is no device beside 'arch'.");
        var rows = new SortedDictionary<string, Decimals[]>(StringComparer.Ordinal);
        foreach (var row in new DelimitedFile(path, ["arch", .. devices]).Rows())
        {
            if (FBNetLatencySpace.Code.TryRead(row["arch"]) is null)
                throw row.Wrong($"'arch' is '{row["arch"]}'; expected {FBNetLatencySpace.Layers} digits from 0 to {Blocks - 1}");
            if (!rows.TryAdd(row["arch"], Array.ConvertAll(devices, d => Positive(row, d))))
                throw row.Wrong($"the network {row["arch"]} occurs twice");
        }
        if (rows.Count == 0)
            throw new BenchmarkException($"{path}: there are no rows.");
        var writer = new TableWriter(FBNetLatencyTable.Name, rows.Count);
        writer.Add("arch", [.. rows.Keys.SelectMany(Encoding.ASCII.GetBytes)]);
        foreach (var (index, device) in devices.Index())
            writer.Add(device, [.. rows.Values.Select(v => v[index])]);
        if (Path.Combine(folder, LayersFile) is var layers && File.Exists(layers))
            AddLayers(layers, writer);
        writer.Write(target);
    }

    // One column for each device: the constant, then the blocks of the first layer, of the second, and so on.
    private static void AddLayers(string path, TableWriter writer)
    {
        var devices = new OrderedDictionary<string, Decimals?[]>(StringComparer.Ordinal);
        foreach (var row in new DelimitedFile(path, ["device", "layer", "op", "ms"]).Rows())
        {
            if (!devices.TryGetValue(row["device"], out var values))
                devices.Add(row["device"], values = new Decimals?[1 + FBNetLatencySpace.Layers * Blocks]);
            var place = row["layer"] == Constant ? 0 : 1 + Below(row, "layer", FBNetLatencySpace.Layers) * Blocks + Below(row, "op", Blocks);
            if (values[place] is not null)
                throw row.Wrong($"device {row["device"]}, layer {row["layer"]}, operation {row["op"]} occurs twice");
            var value = row.Number("ms");
            values[place] = value.Value >= 0 ? value : LatencyRows.WithoutRemainder(value.Value) == 0 ? Decimals.Whole(0) : throw row.Wrong($"'ms' is {row["ms"]}; expected 0 or more");
        }
        foreach (var (device, values) in devices)
        {
            if (Array.IndexOf(values, null) is >= 0 and var missing)
                throw new BenchmarkException($"{path}: device {device} has no {(missing == 0 ? "constant (layer -1)" : $"layer {(missing - 1) / Blocks}, operation {(missing - 1) % Blocks}")}.");
            writer.Add(FBNetLatencyTable.LayersPrefix + device, [.. values.Select(v => v!.Value)]);
        }
    }

    private static int Below(DelimitedRow row, string column, int limit)
        => row.Whole(column) is var value && value < limit ? value : throw row.Wrong($"'{column}' is {value}; expected 0 to {limit - 1}");

    private static Decimals Positive(DelimitedRow row, string device)
        => row.Number(device) is { Value: > 0 } value ? value : throw row.Wrong($"'{device}' is {row[device]}; expected a number of milliseconds above 0");
}
