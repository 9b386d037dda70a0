using System.Globalization;
using System.Text.RegularExpressions;
using NasSharp.Spaces;

namespace NasSharp.Drawing.Reading;

/// <summary>
/// Layers that choose an operation (<c>layers.3.op</c>), and may choose the layer that it reads (<c>layers.3.input</c>; else the one before) and earlier layers whose
/// outputs are added (<c>layers.3.skip</c>).
/// </summary>
internal static partial class LayersWithSkips
{
    // Those of ENAS, which NNI leaves without names.
    private static readonly string[] Names = ["conv 3x3", "sep conv 3x3", "conv 5x5", "sep conv 5x5", "avg pool 3x3", "max pool 3x3"];

    /// <summary>The network; null when the space has other keys, or no choice among layers.</summary>
    public static IReadOnlyList<Diagram>? TryRead(SpaceReading reading)
    {
        var keys = reading.Space.Choices.Select(c => (c.Kind, Match: LayerKey().Match(c.Key))).ToArray();
        if (keys.Any(k => !k.Match.Success || (k.Kind == ChoiceKind.LayerChoice) != (k.Match.Groups[2].Value == "op")) || keys.All(k => k.Kind == ChoiceKind.LayerChoice))
            return null;
        var layers = keys.Select(k => k.Match.Groups[1].Value).Distinct().ToArray();
        return layers.All(l => reading.Space.Contains($"{l}.op")) ? [Network(reading, layers)] : null;
    }

    private static Diagram Network(SpaceReading reading, string[] layers)
    {
        var sketch = new DiagramSketch();
        var before = sketch.Add(BoxKind.Input, "input");
        var done = new List<int>();
        foreach (var layer in layers)
        {
            var operation = sketch.Add(reading.Operation($"{layer}.op", Names, $"layer {done.Count}"));
            if (reading.Space.Contains($"{layer}.input"))
                LinkAll($"{layer}.input", operation);
            else
                sketch.Link(done.Count == 0 ? before : done[^1], operation);
            if (reading.Space.Contains($"{layer}.skip") && reading.Taken($"{layer}.skip").Any())
            {
                var sum = sketch.Add(BoxKind.Node, "+");
                sketch.Link(operation, sum);
                LinkAll($"{layer}.skip", sum);
                operation = sum;
            }
            done.Add(operation);
        }
        // Where layers choose what they read, the output is a mixture of all.
        CellEnds.Join(sketch, layers.Any(l => reading.Space.Contains($"{l}.input")) ? done : done.TakeLast(1));
        return sketch.Finish("network", reading.Notes);

        void LinkAll(string key, int to)
        {
            foreach (var source in reading.Taken(key))
                sketch.Link(done[Number(reading.Space[key].Candidates[source])], to, !reading.IsDecided);
        }
    }

    // The sources are called after the layers' numbers.
    private static int Number(string source) => int.Parse(source[(source.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+\.[0-9]+)\.(op|input|skip)$")]
    private static partial Regex LayerKey();
}
