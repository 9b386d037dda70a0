using System.Globalization;
using System.IO.Compression;

namespace NasSharp.Tests.Benchmarks;

/// <summary>A table in the form of NAS-Bench-201 with invented numbers, so that the code runs where the real one is not there.</summary>
internal static class InventedNasBench201
{
    public const string Header = "index,ops,iso,c10_test200,c100_test200,in16_test200,nseeds,c10_valid200,c10_valid200_r0,c10_valid200_r1,c10_valid200_r2,"
        + "c100_val200,c100_valtest200,c100_valtest200_r0,c100_valtest200_r1,c100_valtest200_r2,in16_val200,in16_valtest200,in16_valtest200_r0,in16_valtest200_r1,"
        + "in16_valtest200_r2,c10v_time200,c100_time200,in16_time200,c10_valid12,c10_test12,c100_val12,c100_test12,in16_val12,in16_test12,c10_naslib200,"
        + "c100_naslib200,in16_naslib200,c10_latency_ms,c10_train_acc200_1run,c10_test200_1run,c100_latency_ms,c100_train_acc200_1run,c100_test200_1run,"
        + "in16_latency_ms,in16_train_acc200_1run,in16_test200_1run,c10_params,c10_flops,c100_params,c100_flops,in16_params,in16_flops";

    /// <summary>Digits by row, in the order of an odometer.</summary>
    public static string Digits(int row) => string.Concat(Enumerable.Range(0, 6).Select(e => (char)('0' + row / (int)Math.Pow(5, 5 - e) % 5)));

    /// <summary>The value of a cell: 10 points for each convolution of 3x3.</summary>
    public static double Value(string digits) => 30 + 10 * digits.Count(d => d == '3') + digits.Count(d => d == '1');

    /// <summary>Writes the table and returns its folder; the lines, header first, may be changed before.</summary>
    public static string Write(string folder, Action<List<string>>? change = null)
    {
        var columns = Header.Split(',');
        var lines = new List<string> { Header };
        for (var row = 0; row < 15_625; row++)
        {
            var digits = Digits(row);
            lines.Add(string.Join(',', columns.Select(c => Field(c, row, digits))));
        }
        change?.Invoke(lines);
        using var file = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, "nb201.csv.gz")), CompressionLevel.Fastest));
        lines.ForEach(file.WriteLine);
        return folder;
    }

    private static string Field(string column, int row, string digits) => column switch
    {
        "index" or "iso" => row.ToString(CultureInfo.InvariantCulture),
        "ops" => digits,
        "nseeds" => row % 2 == 0 ? "3" : "2",
        _ when column.EndsWith("_r2", StringComparison.Ordinal) && row % 2 == 1 => "",
        _ when column.EndsWith("_r0", StringComparison.Ordinal) => (Value(digits) - 0.5).ToString(CultureInfo.InvariantCulture),
        _ when column.EndsWith("_r1", StringComparison.Ordinal) => (Value(digits) + 0.5).ToString(CultureInfo.InvariantCulture),
        _ when column.EndsWith("12", StringComparison.Ordinal) => (Value(digits) / 2).ToString(CultureInfo.InvariantCulture),
        _ => Value(digits).ToString(CultureInfo.InvariantCulture),
    };
}
