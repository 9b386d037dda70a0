namespace NasSharp.Drawing.Layout;

/// <summary>Lays out a chain that is too long for one row in rows, each from left to right, as text is read.</summary>
internal static class ChainLayout
{
    private const double RowWidth = 960, Gap = 24, RowGap = 36, Turn = 14;

    /// <summary>The layout; null when the diagram is no chain or fits in one row.</summary>
    public static DiagramLayout? TryMake(Diagram diagram)
    {
        var sizes = diagram.Boxes.Select(PlacedBox.SizeOf).ToArray();
        if (!IsChain(diagram) || sizes.Sum(s => s.Width + Gap) - Gap <= RowWidth)
            return null;
        var boxes = new List<PlacedBox>();
        var firsts = new HashSet<int>();
        var (x, y, height) = (0.0, 0.0, sizes.Max(s => s.Height));
        foreach (var (index, size) in sizes.Index())
        {
            if (x > 0 && x + size.Width > RowWidth - 2 * Turn)
            {
                (x, y) = (0, y + height + RowGap);
                firsts.Add(index);
            }
            boxes.Add(new PlacedBox(diagram.Boxes[index], Turn + x, y + (height - size.Height) / 2, size.Width, size.Height));
            x += size.Width + Gap;
        }
        var right = boxes.Max(b => b.X + b.Width) + Turn;
        var links = diagram.Links.Select(l => new PlacedLink(l, firsts.Contains(l.To) ? Around(boxes[l.From], boxes[l.To], right, height) : [Curve.Line(boxes[l.From].Right, boxes[l.To].Left)]));
        return new DiagramLayout(boxes, [.. links], right, y + height);
    }

    private static bool IsChain(Diagram diagram) => diagram.Links.Count == diagram.Boxes.Count - 1 && diagram.Links.Index().All(l => l.Item.From == l.Index && l.Item.To == l.Index + 1);

    // To the right edge, down between the rows, back to the left edge and into the next row.
    private static Curve[] Around(PlacedBox from, PlacedBox to, double right, double height)
    {
        var between = from.Right.Y + height / 2 + RowGap / 2;
        Point[] corners = [from.Right, new(right, from.Right.Y), new(right, between), new(0, between), new(0, to.Left.Y), to.Left];
        return [.. corners.Zip(corners.Skip(1), Curve.Line)];
    }
}
