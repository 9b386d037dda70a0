using System.Text.Json;
using NasSharp.Benchmarks.Tables;

namespace NasSharp.Benchmarks.NasBenchMacro;

/// <summary>Makes the compact file of NAS-Bench-Macro from its authors' JSON: digits, and for each <c>test_acc</c>, <c>mean_acc</c>, <c>params</c> and <c>flops</c>.</summary>
internal static class NasBenchMacroImport
{
    public const string MainFile = "nas-bench-macro_cifar10.json";

    // The means were computed with single precision.
    private const double MeanTolerance = 0.001;

    public static void Run(string folder, string target)
    {
        var path = new[] { MainFile + ".gz", MainFile }.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists)
            ?? throw new BenchmarkException($"Cannot read '{Path.Combine(folder, MainFile)}': there is no such file, nor one with .gz.");
        var names = Enumerable.Range(0, NasBenchMacroTable.Runs).Select(r => $"run{r}").Concat(["parameters", "flops"]).ToArray();
        var columns = names.ToDictionary(n => n, _ => new Decimals[NasBenchMacroSpace.Count]);
        var seen = new bool[NasBenchMacroSpace.Count];
        using var document = JsonTable.Read(path);
        foreach (var entry in JsonTable.Members(document.RootElement, path))
        {
            var where = $"{path}, network '{entry.Name}'";
            var selected = NasBenchMacroSpace.Code.TryRead(entry.Name) ?? throw new BenchmarkException($"{where}: expected {NasBenchMacroSpace.Layers} digits from 0 to 2.");
            var row = NasBenchMacroSpace.RowOf(selected);
            if (seen[row])
                throw new BenchmarkException($"{where}: it occurs twice.");
            seen[row] = true;
            Take(new JsonRow(entry.Value, where), row, columns);
        }
        if (Array.IndexOf(seen, false) is >= 0 and var missing)
            throw new BenchmarkException($"{path}: {seen.Count(s => !s)} of {NasBenchMacroSpace.Count} networks are missing, the first is {string.Concat(NasBenchMacroSpace.At(missing))}.");
        var writer = new TableWriter(NasBenchMacroTable.Name, NasBenchMacroSpace.Count);
        foreach (var name in names)
            writer.Add(name, columns[name]);
        writer.Write(target);
    }

    private static void Take(JsonRow row, int place, Dictionary<string, Decimals[]> columns)
    {
        var runs = row.Numbers("test_acc", NasBenchMacroTable.Runs);
        foreach (var (index, accuracy) in runs.Index())
            columns[$"run{index}"][place] = accuracy is >= 0 and <= 100 ? new Decimals(accuracy, -1) : throw row.Wrong($"'test_acc' has {accuracy}; expected percent from 0 to 100");
        if (Math.Abs(row.Number("mean_acc") - runs.Average()) is > MeanTolerance)
            throw row.Wrong($"'mean_acc' is {row.Number("mean_acc")}, the mean of 'test_acc' is {runs.Average()}");
        columns["parameters"][place] = Decimals.Whole(row.Whole("params"));
        columns["flops"][place] = Decimals.Whole(row.Whole("flops"));
    }
}
