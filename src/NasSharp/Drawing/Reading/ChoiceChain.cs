using NasSharp.Spaces;

namespace NasSharp.Drawing.Reading;

/// <summary>Any space: its choices in network order, one after the other.</summary>
internal static class ChoiceChain
{
    public static IReadOnlyList<Diagram> Read(SpaceReading reading)
    {
        var sketch = new DiagramSketch();
        var last = sketch.Add(BoxKind.Input, "input");
        foreach (var choice in reading.Space.Choices.Where(c => !reading.IsDecided || reading.Selected(c.Key) is not null))
            last = After(last, sketch.Add(choice.Kind == ChoiceKind.LayerChoice ? reading.Block(choice.Key, small: choice.Key) : Inputs(reading, choice)));
        After(last, sketch.Add(BoxKind.Output, "output"));
        return [sketch.Finish("network", reading.Notes)];

        int After(int before, int box)
        {
            sketch.Link(before, box);
            return box;
        }
    }

    private static DiagramBox Inputs(SpaceReading reading, Choice choice)
    {
        if (reading.Selected(choice.Key) is not { } selected)
            return new DiagramBox([choice is { ChosenCount: null, Candidates.Count: 1 } ? "yes or no" : $"{(choice.ChosenCount is { } count ? $"{count}" : "any")} of {choice.Candidates.Count}"], BoxKind.Undecided, choice.Key);
        var names = selected.Select(i => choice.Candidates[i].Length == 0 ? $"{i}" : choice.Candidates[i]).ToArray();
        return new DiagramBox([names.Length == 0 ? "takes nothing" : $"takes {string.Join(", ", names)}"], BoxKind.Node, choice.Key);
    }
}
