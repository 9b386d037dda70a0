using System.Text;
using System.Text.Json;
using NasSharp.Benchmarks.Tables;

namespace NasSharp.Benchmarks.Nds;

/// <summary>Makes the compact file of NDS from its authors' sweeps: lists of networks, or such lists called <c>top</c> and <c>mid</c>, with errors in percent epoch by epoch.</summary>
internal static class NdsImport
{
    private static readonly string[] Lists = ["top", "mid"];

    public static void Run(string folder, string target)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray() : [];
        if (files.Length == 0)
            throw new BenchmarkException($"There is no sweep of NDS in '{folder}'; expected files such as DARTS.json or ResNet_in.json.");
        var networks = new SortedDictionary<string, List<Found>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            using var document = JsonTable.ReadPython(file);
            foreach (var (where, entry) in Entries(document.RootElement, file))
                Take(NdsSweep.Of(file), new JsonRow(entry, where), networks);
        }
        if (networks.Count == 0)
            throw new BenchmarkException($"The sweeps in '{folder}' have no networks.");
        Write(networks, target);
    }

    private static IEnumerable<(string Where, JsonElement Entry)> Entries(JsonElement root, string file)
    {
        var lists = root.ValueKind == JsonValueKind.Array ? [("", root)]
            : root.ValueKind == JsonValueKind.Object && Lists.All(l => root.TryGetProperty(l, out _)) ? Lists.Select(l => ($"{l} ", root.GetProperty(l)))
            : throw new BenchmarkException($"{file}: expected a list of networks, or an object with 'top' and 'mid'.");
        return lists.SelectMany(l => l.Item2.ValueKind == JsonValueKind.Array
            ? l.Item2.EnumerateArray().Select((entry, index) => ($"{file}, {l.Item1}network {index + 1}", entry))
            : throw new BenchmarkException($"{file}: '{l.Item1.Trim()}' is no list."));
    }

    private static void Take(NdsSweep sweep, JsonRow row, SortedDictionary<string, List<Found>> networks)
    {
        var text = NdsText.Print(sweep, row);
        var epochs = (int)row.Inside("optim").Whole("max_ep");
        var (test, training) = (row.Numbers("test_ep_top1", epochs), row.Numbers("train_ep_top1", epochs));
        if (test.Concat(training).FirstOrDefault(e => e is < 0 or > 100, double.NaN) is var wrong && !double.IsNaN(wrong))
            throw row.Wrong($"there is an error of {wrong} %; expected 0 to 100");
        var seed = row.Whole("rng_seed");
        if (!networks.TryGetValue(text, out var runs))
            networks.Add(text, runs = []);
        else if (runs.Exists(r => r.Seed == seed))
            throw row.Wrong($"the same network with the seed {seed} occurs twice");
        runs.Add(new Found(seed, 100 - test[^1], 100 - test.Min(), 100 - training[^1], row.Number("params"), row.Number("flops")));
    }

    private static void Write(SortedDictionary<string, List<Found>> networks, string target)
    {
        var texts = networks.Keys.Select(Encoding.UTF8.GetBytes).ToArray();
        var writer = new TableWriter(NdsTable.Name, networks.Count);
        writer.Add("text", [.. texts.SelectMany(t => t)]);
        writer.Add("text_end", Ends(texts.Select(t => t.Length)));
        writer.Add("runs_end", Ends(networks.Values.Select(r => r.Count)));
        writer.Add("parameters", [.. networks.Values.Select(r => new Decimals(r[0].Parameters, -1))]);
        writer.Add("flops", [.. networks.Values.Select(r => new Decimals(r[0].Flops, -1))]);
        foreach (var (name, value) in new (string, Func<Found, double>)[] { ("final", f => f.Final), ("best", f => f.Best), ("training", f => f.Training) })
            writer.Add(name, [.. networks.Values.SelectMany(r => r).Select(f => new Decimals(value(f), -1))]);
        writer.Write(target);
    }

    private static List<Decimals> Ends(IEnumerable<int> lengths)
    {
        var (ends, end) = (new List<Decimals>(), 0L);
        foreach (var length in lengths)
            ends.Add(Decimals.Whole(end += length));
        return ends;
    }

    private sealed record Found(long Seed, double Final, double Best, double Training, double Parameters, double Flops);
}
