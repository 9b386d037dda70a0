namespace NasSharp.Drawing;

/// <summary>What is drawn: boxes, and links from the box whose output is taken to the box that takes it. Links must not form a circle.</summary>
internal sealed record Diagram(string Title, IReadOnlyList<DiagramBox> Boxes, IReadOnlyList<DiagramLink> Links)
{
    /// <summary>Lines below the drawing, such as what an undecided box may become.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
