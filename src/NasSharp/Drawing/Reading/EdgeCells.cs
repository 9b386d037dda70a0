using System.Globalization;
using System.Text.RegularExpressions;
using NasSharp.Spaces;

namespace NasSharp.Drawing.Reading;

/// <summary>A cell with an operation between every two nodes, with keys such as <c>0_1</c>: that of NAS-Bench-201. The first node is the input, the last the output.</summary>
internal static partial class EdgeCells
{
    private const string None = "none";

    /// <summary>The cell; null when the space has other keys.</summary>
    public static IReadOnlyList<Diagram>? TryRead(SpaceReading reading)
    {
        var edges = reading.Space.Choices.Select(c => (c.Kind, Match: EdgeKey().Match(c.Key))).ToArray();
        return edges.Length == 0 || edges.Any(e => e.Kind != ChoiceKind.LayerChoice || !e.Match.Success) ? null
            : [Cell(reading, [.. edges.Select(e => (e.Match.Value, Number(e.Match.Groups[1]), Number(e.Match.Groups[2])))])];
    }

    private static Diagram Cell(SpaceReading reading, (string Key, int From, int To)[] edges)
    {
        var sketch = new DiagramSketch();
        var last = edges.Max(e => e.To);
        int[] nodes = [.. Enumerable.Range(0, last + 1).Select(n => n == 0 ? sketch.Add(BoxKind.Input, "input") : n == last ? sketch.Add(BoxKind.Output, "output") : sketch.Add(BoxKind.Node, $"{n}"))];
        var without = new List<string>();
        foreach (var (key, from, to) in edges)
        {
            if (reading.Selected(key) is [var only] && reading.Space[key].Candidates[only] == None)
            {
                without.Add($"{from} to {to}");
                continue;
            }
            var operation = sketch.Add(reading.Operation(key));
            sketch.Link(nodes[from], operation);
            sketch.Link(operation, nodes[to]);
        }
        return sketch.Finish("cell", [.. reading.Notes, .. without.Count == 0 ? (string[])[] : [$"nothing goes from {string.Join(", ", without)} (0 is the input, {last} the output)"]]);
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9])_([0-9])$")]
    private static partial Regex EdgeKey();
}
