namespace NasSharp.Drawing.Reading;

/// <summary>What cells have in common: their title, their inputs, and how their nodes become the output.</summary>
internal static class CellEnds
{
    /// <summary>The cells before, the last one last.</summary>
    public static List<int> Inputs(DiagramSketch sketch, int count)
        => [.. Enumerable.Range(0, count).Select(i => sketch.Add(BoxKind.Input, count == 1 ? "input" : i == count - 1 ? "last cell" : i == count - 2 ? "cell before" : $"{count - i} cells ago"))];

    /// <summary>An output that is made of these nodes.</summary>
    public static void Join(DiagramSketch sketch, IEnumerable<int> nodes, bool optional = false)
    {
        var output = sketch.Add(BoxKind.Output, "output");
        foreach (var node in nodes)
            sketch.Link(node, output, optional);
    }

    public static string Title(string cell) => cell switch
    {
        "normal" => "normal cell",
        "reduce" => "reduction cell",
        _ => cell.Replace('_', ' '),
    };
}
