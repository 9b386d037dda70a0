using System.Text;
using System.Text.RegularExpressions;

namespace NasSharp.Drawing.Reading;

/// <summary>Makes the names of candidates readable and tells what they stand for.</summary>
internal static partial class OperationName
{
    private static readonly string[] Families = ["sep", "dil", "max", "avg", "nor", "skip"];

    /// <summary>A name with spaces where files have none: <c>sep_conv_3x3</c> and <c>sepconv3x3</c> become <c>sep conv 3x3</c>.</summary>
    public static string Readable(string name)
    {
        var text = new StringBuilder();
        foreach (var (index, letter) in name.Index())
        {
            var starts = char.IsDigit(letter) && index > 2 && char.IsLetter(name[index - 1]) && char.IsLetter(name[index - 2]);
            if (starts)
                text.Append(' ');
            text.Append(letter == '_' ? ' ' : letter);
        }
        var readable = text.ToString();
        foreach (var family in Families)
            if (readable.Length > family.Length && readable.StartsWith(family, StringComparison.Ordinal) && char.IsLetter(readable[family.Length]))
                readable = $"{family} {readable[family.Length..]}";
        return readable;
    }

    /// <summary>The box of the operations that are selected, usually one.</summary>
    public static DiagramBox Box(IReadOnlyList<string> names, string? small = null) => names.Count == 0
        ? new DiagramBox(["nothing"], BoxKind.Skip, small)
        : new DiagramBox([.. names.Select((n, i) => i == 0 ? Readable(n) : $"+ {Readable(n)}")], names.Select(KindOf).Distinct().Count() == 1 ? KindOf(names[0]) : BoxKind.Other, small);

    /// <summary>The same as a block of a row: in short lines, and with a colour of its own among the candidates.</summary>
    public static DiagramBox Block(IReadOnlyList<string> names, IReadOnlyList<string> candidates, string? small = null)
    {
        var box = Box(names, small);
        return names.Count != 1 ? box : box with { Lines = BlockLines(names[0]), Shade = candidates.Where(c => KindOf(c) == BoxKind.Convolution).ToList().IndexOf(names[0]) is var shade and >= 0 ? shade : null };
    }

    // MB6 above 5x5 for an inverted residual with that expansion and window, as mobile networks are drawn; else the window below the rest.
    private static string[] BlockLines(string name)
    {
        if (Residual().Match(name) is { Success: true } block)
            return [$"MB{block.Groups[2].Value}", $"{block.Groups[1].Value}x{block.Groups[1].Value}", .. block.Groups[3].Success ? (string[])[$"g{block.Groups[3].Value}"] : []];
        var words = Readable(name).Split(' ');
        return words.Length > 1 && Window().IsMatch(words[^1]) ? [string.Join(' ', words[..^1]), words[^1]] : [string.Join(' ', words)];
    }

    [GeneratedRegex("^k([0-9]+)_e([0-9]+)(?:_g([0-9]+))?$")]
    private static partial Regex Residual();

    [GeneratedRegex("^[0-9]+x[0-9]+$")]
    private static partial Regex Window();

    public static BoxKind KindOf(string name) => name.ToLowerInvariant() switch
    {
        var n when n.Contains("pool") => BoxKind.Pooling,
        var n when n.Contains("skip") || n.Contains("identity") || n is "none" or "zero" => BoxKind.Skip,
        var n when n.Contains("conv") || (n.Length > 1 && n[0] == 'k' && char.IsDigit(n[1])) || n.Contains("choice") || n.Contains("xception") || n.Contains("3x3") || n.Contains("5x5") || n.Contains("7x7") => BoxKind.Convolution,
        _ => BoxKind.Other,
    };
}
