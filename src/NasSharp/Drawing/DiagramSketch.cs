namespace NasSharp.Drawing;

/// <summary>Collects the boxes and links of a diagram.</summary>
internal sealed class DiagramSketch
{
    private readonly List<DiagramBox> _boxes = [];
    private readonly List<DiagramLink> _links = [];

    /// <summary>Adds a box that says this and returns its position.</summary>
    public int Add(BoxKind kind, string text, string? small = null) => Add(new DiagramBox([text], kind, small));

    /// <summary>Adds a box and returns its position.</summary>
    public int Add(DiagramBox box)
    {
        _boxes.Add(box);
        return _boxes.Count - 1;
    }

    public void Link(int from, int to, bool optional = false, LinkSide side = LinkSide.Through) => _links.Add(new DiagramLink(from, to, optional, side));

    /// <summary>True when another box takes the output of this one.</summary>
    public bool IsTaken(int box) => _links.Exists(l => l.From == box);

    public Diagram Finish(string title, IReadOnlyList<string> notes) => new(title, _boxes, [.. _links.Distinct()]) { Notes = notes };
}
