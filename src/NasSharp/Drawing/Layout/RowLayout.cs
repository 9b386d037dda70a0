namespace NasSharp.Drawing.Layout;

/// <summary>Lays out boxes in one row, in their order, with arcs above and below it.</summary>
internal static class RowLayout
{
    private const double Gap = 20, Rise = 14, RiseForEach = 11, HighestRise = 250, Shift = 6;

    // How far the handles of a quarter of an ellipse reach.
    private const double Round = 0.5523;

    /// <summary>The layout; null when the diagram has no arcs.</summary>
    public static DiagramLayout? TryMake(Diagram diagram)
    {
        if (diagram.Links.All(l => l.Side == LinkSide.Through))
            return null;
        if (diagram.Links.Any(l => l.From >= l.To))
            throw new ArgumentException("A link of a row leads back.", nameof(diagram));
        var sizes = diagram.Boxes.Select(PlacedBox.SizeOf).ToArray();
        var (above, below, height) = (Highest(diagram, LinkSide.Above), Highest(diagram, LinkSide.Below), sizes.Max(s => s.Height));
        var (x, boxes) = (0.0, new List<PlacedBox>());
        foreach (var (index, size) in sizes.Index())
        {
            boxes.Add(new PlacedBox(diagram.Boxes[index], x, above + (height - size.Height) / 2, size.Width, size.Height));
            x += size.Width + Gap;
        }
        return new DiagramLayout(boxes, [.. diagram.Links.Select(l => new PlacedLink(l, Way(l, boxes[l.From], boxes[l.To], above + height / 2)))], x - Gap, above + height + below);

        // Of boxes that are lower than the row is high, arcs begin deeper: they rise from its middle.
        IReadOnlyList<Curve> Way(DiagramLink link, PlacedBox from, PlacedBox to, double middle)
        {
            var reach = height / 2 + RiseOf(link);
            return link.Side switch
            {
                LinkSide.Above => Arc(Right(from.Top), Left(to.Top), middle - reach),
                LinkSide.Below => Arc(Right(from.Bottom), Left(to.Bottom), middle + reach),
                _ => [Curve.Line(from.Right, to.Left)],
            };
        }
    }

    private static double Highest(Diagram diagram, LinkSide side) => diagram.Links.Where(l => l.Side == side).Select(RiseOf).DefaultIfEmpty(0).Max();

    private static double RiseOf(DiagramLink link) => Math.Min(HighestRise, Rise + RiseForEach * (link.To - link.From));

    // What leaves a box and what arrives there do not meet.
    private static Point Right(Point place) => place with { X = place.X + Shift };

    private static Point Left(Point place) => place with { X = place.X - Shift };

    // Two quarters of ellipses that meet at the top.
    private static IReadOnlyList<Curve> Arc(Point start, Point end, double top)
    {
        var middle = new Point((start.X + end.X) / 2, top);
        var half = middle.X - start.X;
        return
        [
            new Curve(start, new Point(start.X, start.Y + Round * (top - start.Y)), new Point(middle.X - Round * half, top), middle),
            new Curve(middle, new Point(middle.X + Round * half, top), new Point(end.X, end.Y + Round * (top - end.Y)), end),
        ];
    }
}
