using System.Globalization;
using System.Text.RegularExpressions;
using NasSharp.Spaces;

namespace NasSharp.Drawing.Reading;

/// <summary>
/// A cell whose operations are the vertices, with keys such as <c>op1</c> for an operation and <c>input1</c> for the vertices that it takes, of which the first is the input: that of
/// NAS-Bench-101. The vertex without an operation is the output; what leads nowhere is left out.
/// </summary>
internal static partial class VertexSpaces
{
    /// <summary>The cell; null when the space has other keys.</summary>
    public static IReadOnlyList<Diagram>? TryRead(SpaceReading reading)
    {
        var keys = reading.Space.Choices.Select(c => (Choice: c, Match: VertexKey().Match(c.Key))).ToArray();
        if (keys.Any(k => !k.Match.Success || (k.Choice.Kind == ChoiceKind.InputChoice) != (k.Match.Groups[1].Value == "input")))
            return null;
        var inputs = keys.Where(k => k.Choice.Kind == ChoiceKind.InputChoice).Select(k => Number(k.Match)).Order().ToArray();
        var last = inputs.Length == 0 ? 0 : inputs[^1];
        return last > 1 && inputs.SequenceEqual(Enumerable.Range(1, last)) && Enumerable.Range(1, last - 1).All(v => reading.Space.Contains($"op{v}")) && keys.Length == 2 * last - 1
            && inputs.All(v => reading.Space[$"input{v}"].Candidates.Count == v)
            ? [Cell(reading, last)]
            : null;
    }

    private static Diagram Cell(SpaceReading reading, int last)
    {
        var sketch = new DiagramSketch();
        var reached = Reached(reading, last);
        var boxes = new Dictionary<int, int>();
        for (var vertex = 0; vertex <= last; vertex++)
            if (vertex == 0 || vertex == last || reached.Contains(vertex))
                boxes[vertex] = vertex == 0 ? sketch.Add(BoxKind.Input, "input") : vertex == last ? sketch.Add(BoxKind.Output, "output") : sketch.Add(reading.Operation($"op{vertex}"));
        foreach (var (vertex, box) in boxes.Where(b => b.Key > 0))
            foreach (var source in reading.Taken($"input{vertex}").Where(s => boxes.ContainsKey(s) && (s == 0 || reached.Contains(s))))
                sketch.Link(boxes[source], box, !reading.IsDecided);
        return sketch.Finish("cell", reading.Notes);
    }

    // The vertices on a way from the input to the output.
    private static HashSet<int> Reached(SpaceReading reading, int last)
    {
        var from = new HashSet<int> { 0 };
        for (var vertex = 1; vertex <= last; vertex++)
            if (reading.Taken($"input{vertex}").Any(from.Contains))
                from.Add(vertex);
        var to = new HashSet<int> { last };
        for (var vertex = last; vertex > 0; vertex--)
            if (to.Contains(vertex))
                to.UnionWith(reading.Taken($"input{vertex}"));
        from.IntersectWith(to);
        return from;
    }

    private static int Number(Match match) => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(op|input)([0-9]+)$")]
    private static partial Regex VertexKey();
}
