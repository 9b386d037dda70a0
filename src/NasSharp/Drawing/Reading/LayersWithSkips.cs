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
        var input = sketch.Add(BoxKind.Input, "input");
        var done = new List<int>();
        foreach (var layer in layers)
        {
            var block = sketch.Add(reading.Block($"{layer}.op", Names, $"layer {done.Count}"));
            if (reading.Space.Contains($"{layer}.input"))
                LinkAll($"{layer}.input", block, LinkSide.Below);
            else
                sketch.Link(done.Count == 0 ? input : done[^1], block);
            if (reading.Space.Contains($"{layer}.skip"))
                LinkAll($"{layer}.skip", block, LinkSide.Above);
            done.Add(block);
        }
        CellEnds.Join(sketch, done.TakeLast(1));
        return sketch.Finish("network", [.. reading.Notes, .. Legend(reading, layers)]);

        void LinkAll(string key, int to, LinkSide side)
        {
            foreach (var source in reading.Taken(key).Select(s => done[Number(reading.Space[key].Candidates[s])]))
                sketch.Link(source, to, !reading.IsDecided, side == LinkSide.Below && source == to - 1 ? LinkSide.Through : side);
        }
    }

    private static IEnumerable<string> Legend(SpaceReading reading, string[] layers)
    {
        if (layers.Any(l => reading.Space.Contains($"{l}.skip")))
            yield return "arcs above: added to the layer's output";
        if (layers.Any(l => reading.Space.Contains($"{l}.input")))
            yield return "arcs below: read instead of the layer before; the output mixes all layers";
    }

    // The sources are called after the layers' numbers.
    private static int Number(string source) => int.Parse(source[(source.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+\.[0-9]+)\.(op|input|skip)$")]
    private static partial Regex LayerKey();
}
