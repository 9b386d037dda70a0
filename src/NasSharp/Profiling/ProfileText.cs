using System.Globalization;
using System.Text;

namespace NasSharp.Profiling;

/// <summary>A profile as plain text.</summary>
internal static class ProfileText
{
    private static readonly string[] Header = ["layer", "type", "output", "parameters", "FLOPs", "other ops", "activations"];

    public static string Table(ModelProfile profile)
    {
        var rows = profile.Layers.Select(l => (string[])[l.Path, .. Cells(l)]).ToList();
        rows.Add(["total", .. Cells(profile.Root)]);
        return Align([Header, .. rows]);
    }

    public static string Tree(ModelProfile profile, int depth)
    {
        var rows = new List<string[]> { Header };
        Add(profile.Root, "", "", depth, rows);
        return Align(rows);
    }

    /// <summary>A count with separators, such as 1,234,567.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes in the unit that leaves one to four digits before the point.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GB"),
    };

    private static void Add(LayerProfile layer, string branch, string below, int depth, List<string[]> rows)
    {
        rows.Add([$"{branch}{layer.Name}", .. Cells(layer)]);
        if (depth == 0)
            return;
        foreach (var (index, child) in layer.Children.Index())
        {
            var last = index == layer.Children.Count - 1;
            Add(child, $"{below}{(last ? "`- " : "|- ")}", $"{below}{(last ? "   " : "|  ")}", depth - 1, rows);
        }
    }

    private static string[] Cells(LayerProfile layer) =>
    [
        layer.Type, $"[{string.Join(", ", layer.OutputShape)}]", Count(layer.Parameters), Count(layer.Flops), Count(layer.OtherOperations), Bytes(layer.ActivationBytes),
    ];

    private static string Align(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, Header.Length).Select(column => rows.Max(r => r[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            // Words to the left, numbers to the right.
            var cells = row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
