using NasSharp.Benchmarks.Tables;

namespace NasSharp.Benchmarks.NasBench201;

/// <summary>Makes the compact file of NAS-Bench-201 from the tables that researchers pass around.</summary>
internal static class NasBench201Import
{
    public const string MainFile = "nb201.csv.gz";

    private const int Complete = 3;

    private static readonly string[] Texts = ["index", "ops", "nseeds"];

    // Third runs are missing where only two were made.
    private static readonly string[] ThirdRuns = ["c10_valid200_r2", "c100_valtest200_r2", "in16_valtest200_r2"];

    private static readonly string[] Numbers =
    [
        "iso", "c10_test200", "c100_test200", "in16_test200", "c10_valid200", "c10_valid200_r0", "c10_valid200_r1", "c100_val200", "c100_valtest200",
        "c100_valtest200_r0", "c100_valtest200_r1", "in16_val200", "in16_valtest200", "in16_valtest200_r0", "in16_valtest200_r1", "c10v_time200",
        "c100_time200", "in16_time200", "c10_valid12", "c10_test12", "c100_val12", "c100_test12", "in16_val12", "in16_test12", "c10_naslib200",
        "c100_naslib200", "in16_naslib200", "c10_latency_ms", "c10_train_acc200_1run", "c10_test200_1run", "c100_latency_ms", "c100_train_acc200_1run",
        "c100_test200_1run", "in16_latency_ms", "in16_train_acc200_1run", "in16_test200_1run", "c10_params", "c10_flops", "c100_params", "c100_flops",
        "in16_params", "in16_flops",
    ];

    /// <summary>Tables that are taken along when they lie in the folder or in a folder "hw" beside it; a value that could not be measured is missing.</summary>
    private static readonly (string File, string Prefix)[] Companions =
    [
        ("nb201_hwnasbench.csv.gz", "hw."), ("nb201_help_latency.csv.gz", "hw."),
        ("nb201_zc_freerea.csv.gz", "zc.freerea."), ("nb201_zc_nasbenchsuitezero.csv.gz", "zc.suite."),
    ];

    /// <summary>Reads the folder, checks every row, and writes the file, all or nothing.</summary>
    public static void Run(string folder, string target)
    {
        var writer = new TableWriter(NasBench201Table.Name, NasBench201Space.Count);
        Main(Path.Combine(folder, MainFile), writer);
        foreach (var (file, prefix) in Companions)
        {
            var path = new[] { Path.Combine(folder, file), Path.Combine(folder, "..", "hw", file) }.FirstOrDefault(File.Exists);
            if (path is not null)
                Companion(path, prefix, writer);
        }
        writer.Write(target);
    }

    private static void Main(string path, TableWriter writer)
    {
        var values = Numbers.Concat(ThirdRuns).Append("index").ToDictionary(c => c, _ => new Decimals[NasBench201Space.Count]);
        ByRow(path, [.. Texts, .. Numbers, .. ThirdRuns], (file, row) =>
        {
            foreach (var column in Numbers)
                values[column][row] = file.Number(column);
            var complete = file.Whole("nseeds") == Complete;
            foreach (var column in ThirdRuns)
                values[column][row] = complete ? file.Number(column) : file.NumberOrMissing(column);
            values["index"][row] = Decimals.Whole(file.Whole("index"));
        }, mustBeComplete: true);
        foreach (var (name, column) in values)
            writer.Add(name, column);
    }

    private static void Companion(string path, string prefix, TableWriter writer)
    {
        using var text = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        var columns = text.ReadLine()?.Split(',') ?? [];
        var numbers = columns.Except(["index", "ops"]).ToArray();
        var values = numbers.ToDictionary(c => c, _ => Enumerable.Repeat(Decimals.Missing, NasBench201Space.Count).ToArray());
        ByRow(path, [.. numbers, "index", "ops"], (file, row) =>
        {
            foreach (var column in numbers)
                values[column][row] = file.NumberWhereFinite(column) is { Value: not -1 } known ? known : Decimals.Missing;
        }, mustBeComplete: false);
        foreach (var (name, column) in values)
            writer.Add(prefix + name, column);
    }

    private static void ByRow(string path, IReadOnlyList<string> columns, Action<DelimitedRow, int> take, bool mustBeComplete)
    {
        var seen = new bool[NasBench201Space.Count];
        foreach (var file in new DelimitedFile(path, columns).Rows())
        {
            var row = NasBench201Space.RowOf(file["ops"]);
            if (row < 0)
                throw file.Wrong($"'ops' is '{file["ops"]}'; expected {NasBench201Space.Edges} digits from 0 to 4");
            if (seen[row])
                throw file.Wrong($"the architecture {file["ops"]} occurs twice");
            seen[row] = true;
            take(file, row);
        }
        var missing = Array.IndexOf(seen, false);
        if (mustBeComplete && missing >= 0)
            throw new BenchmarkException($"{path}: {seen.Count(s => !s)} of {NasBench201Space.Count} architectures are missing, the first is {NasBench201Space.Print(NasBench201Space.At(missing))}.");
    }
}
