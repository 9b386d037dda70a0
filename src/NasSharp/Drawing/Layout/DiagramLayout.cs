namespace NasSharp.Drawing.Layout;

/// <summary>A diagram with the place of everything in it; the boxes stand in the order of the diagram, and all lies between 0 and width and height.</summary>
internal sealed record DiagramLayout(IReadOnlyList<PlacedBox> Boxes, IReadOnlyList<PlacedLink> Links, double Width, double Height)
{
    /// <summary>Lays out a diagram: layers with arcs in one row, a long chain in rows, anything else in columns from left to right.</summary>
    public static DiagramLayout Of(Diagram diagram) => RowLayout.TryMake(diagram) ?? ChainLayout.TryMake(diagram) ?? LayeredLayout.Make(diagram);
}
