using System.Text.RegularExpressions;
using NasSharp.Spaces;
using NasSharp.Zoo.NasNet;

namespace NasSharp.Drawing.Reading;

/// <summary>
/// Cells whose nodes choose an input and an operation for each of their branches, with keys such as <c>normal_node_0_x_input</c> and <c>normal_node_0_x_op</c>; what no
/// node takes goes to the output.
/// </summary>
internal static partial class EnasCells
{
    private static readonly string[] Names = ["sep conv 3x3", "sep conv 5x5", "avg pool 3x3", "max pool 3x3", "identity"];

    /// <summary>The cells; null when the space has other keys.</summary>
    public static IReadOnlyList<Diagram>? TryRead(SpaceReading reading)
    {
        var choices = reading.Space.Choices.Select(c => (Choice: c, Match: BranchKey().Match(c.Key))).ToArray();
        if (choices.Length == 0 || choices.Any(c => !c.Match.Success || (c.Choice.Kind == ChoiceKind.InputChoice) != (c.Match.Groups[4].Value == "input") || !reading.Space.Contains(Other(c.Choice.Key))))
            return null;
        return [.. choices.GroupBy(c => c.Match.Groups[1].Value).Select(cell => Cell(reading, cell.Key, [.. cell.Select(c => c.Match)]))];
    }

    private static Diagram Cell(SpaceReading reading, string cell, IReadOnlyList<Match> keys)
    {
        var sketch = new DiagramSketch();
        var inputs = reading.Space[keys.First(k => k.Value.EndsWith("_input", StringComparison.Ordinal)).Value].Candidates.Count;
        var nodes = CellEnds.Inputs(sketch, inputs);
        foreach (var (index, node) in keys.GroupBy(k => k.Groups[2].Value).Index())
        {
            var sum = sketch.Add(BoxKind.Node, $"{index}");
            foreach (var branch in node.Select(k => k.Groups[3].Value).Distinct())
            {
                var key = $"{cell}_node_{node.Key}_{branch}";
                var operation = sketch.Add(reading.Operation($"{key}_op", Names));
                foreach (var source in reading.Taken($"{key}_input"))
                    sketch.Link(nodes[source], operation, !reading.IsDecided);
                sketch.Link(operation, sum);
            }
            nodes.Add(sum);
        }
        if (JoinsAll(reading, keys))
            CellEnds.Join(sketch, nodes.Skip(inputs));
        else
            CellEnds.Join(sketch, reading.IsDecided ? nodes.Where(n => !sketch.IsTaken(n)) : nodes, !reading.IsDecided);
        return sketch.Finish(CellEnds.Title(cell), reading.Notes);
    }

    // PNAS joins all nodes; the keys do not say so, but no other space has its operations.
    private static bool JoinsAll(SpaceReading reading, IReadOnlyList<Match> keys)
        => reading.Space[keys.First(k => k.Value.EndsWith("_op", StringComparison.Ordinal)).Value].Candidates.SequenceEqual(NasNetOperations.Names(CellOperations.Pnas));

    private static string Other(string key) => key.EndsWith("_op", StringComparison.Ordinal) ? $"{key[..^2]}input" : $"{key[..^5]}op";

    [GeneratedRegex("^(.+)_node_([0-9]+)_([a-z]+)_(input|op)$")]
    private static partial Regex BranchKey();
}
