namespace NasSharp.Cli.Output;

/// <summary>A table of plain text: columns as wide as their widest cell.</summary>
internal static class TextTable
{
    private const string Cut = "...";

    /// <summary>The lines of the table, the head first.</summary>
    public static IEnumerable<string> Lines(string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        return all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>A text that has at most so many characters; what is cut off is replaced by dots.</summary>
    public static string Fit(string text, int width) => text.Length <= width ? text : width > Cut.Length ? text[..(width - Cut.Length)] + Cut : text[..Math.Max(0, width)];
}
