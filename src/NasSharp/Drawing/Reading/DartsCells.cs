using System.Globalization;
using System.Text.RegularExpressions;
using NasSharp.Spaces;

namespace NasSharp.Drawing.Reading;

/// <summary>Cells with keys such as <c>normal_n2_p0</c> for the operation on an edge and <c>normal_n2_switch</c> for the edges that a node takes.</summary>
internal static partial class DartsCells
{
    private const string Switch = "_switch";

    /// <summary>The cells; null when the space has other keys.</summary>
    public static IReadOnlyList<Diagram>? TryRead(SpaceReading reading)
    {
        var edges = new Dictionary<string, (string Cell, int Node, int Source)>(StringComparer.Ordinal);
        foreach (var choice in reading.Space.Choices)
        {
            if (choice.Kind == ChoiceKind.InputChoice && choice.Key.EndsWith(Switch, StringComparison.Ordinal) && choice.Candidates.All(reading.Space.Contains))
                continue;
            if (choice.Kind != ChoiceKind.LayerChoice || EdgeKey().Match(choice.Key) is not { Success: true } match)
                return null;
            edges[choice.Key] = (match.Groups[1].Value, Number(match.Groups[2]), Number(match.Groups[3]));
        }
        return edges.Count == 0 ? null : [.. edges.GroupBy(e => e.Value.Cell).Select(cell => Cell(reading, cell.Key, cell.ToDictionary(e => e.Key, e => (e.Value.Node, e.Value.Source))))];
    }

    private static Diagram Cell(SpaceReading reading, string cell, Dictionary<string, (int Node, int Source)> edges)
    {
        var sketch = new DiagramSketch();
        var inputs = edges.Values.Min(e => e.Node);
        var nodes = CellEnds.Inputs(sketch, inputs);
        foreach (var node in edges.GroupBy(e => e.Value.Node).OrderBy(n => n.Key))
        {
            var (key, keys) = ($"{cell}_n{node.Key}{Switch}", node.OrderBy(e => e.Value.Source).Select(e => e.Key).ToArray());
            var taken = reading.Space.Contains(key) ? reading.Taken(key).Select(i => reading.Space[key].Candidates[i]).ToHashSet() : [.. keys];
            var open = reading.Space.Contains(key) && reading.Selected(key) is null ? reading.Space[key].ChosenCount : null;
            var box = sketch.Add(BoxKind.Node, open is { } count ? $"{node.Key - inputs}: takes {count}" : $"{node.Key - inputs}");
            foreach (var edge in keys.Where(taken.Contains))
            {
                var operation = sketch.Add(reading.Operation(edge));
                sketch.Link(nodes[edges[edge].Source], operation, open is not null);
                sketch.Link(operation, box, open is not null);
            }
            nodes.Add(box);
        }
        CellEnds.Join(sketch, nodes.Skip(inputs));
        return sketch.Finish(CellEnds.Title(cell), reading.Notes);
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+)_n(\d+)_p(\d+)$")]
    private static partial Regex EdgeKey();
}
