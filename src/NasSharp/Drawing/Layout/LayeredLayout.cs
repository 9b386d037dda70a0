namespace NasSharp.Drawing.Layout;

/// <summary>
/// Lays out a diagram in columns, from left to right, in the manner of Sugiyama, Tagawa and Toda (1981). Links bend only between columns and are level where they pass one, so
/// that none crosses a box.
/// </summary>
internal static class LayeredLayout
{
    private const double LeastGap = 30, MostGap = 90, Steepness = 0.16;

    public static DiagramLayout Make(Diagram diagram)
    {
        var graph = new LayeredGraph(diagram);
        var columns = ColumnOrder.Of(graph);
        var sizes = diagram.Boxes.Select(PlacedBox.SizeOf).ToArray();
        var middle = ColumnPlacement.Of(graph, columns, v => v < graph.Boxes ? sizes[v].Height : 0);
        var (lefts, widths) = Places(graph, columns, sizes, middle);
        var boxes = diagram.Boxes.Select((box, v) => new PlacedBox(
            box, lefts[graph.ColumnOf(v)] + (widths[graph.ColumnOf(v)] - sizes[v].Width) / 2, middle[v] - sizes[v].Height / 2, sizes[v].Width, sizes[v].Height)).ToArray();
        var links = diagram.Links.Select((link, index) => new PlacedLink(link, Way(graph.Ways[index]))).ToArray();
        var bottom = Math.Max(boxes.Max(b => b.Y + b.Height), middle.Max());
        return new DiagramLayout(boxes, links, lefts[^1] + widths[^1], bottom);

        Curve[] Way(IReadOnlyList<int> vertices)
        {
            var way = new List<Curve>();
            for (var i = 1; i < vertices.Count; i++)
            {
                var (from, to) = (vertices[i - 1], vertices[i]);
                var (left, right) = (graph.ColumnOf(from), graph.ColumnOf(to));
                var start = new Point(lefts[left] + widths[left], middle[from]);
                var end = new Point(lefts[right], middle[to]);
                // Level from the box to the edge of its column, or through a column that is passed.
                var leaves = from < graph.Boxes ? boxes[from].Right : new Point(lefts[left], middle[from]);
                if (leaves.X < start.X)
                    way.Add(Curve.Line(leaves, start));
                way.Add(Curve.Level(start, end));
                if (to < graph.Boxes && end.X < boxes[to].Left.X)
                    way.Add(Curve.Line(end, boxes[to].Left));
            }
            return [.. way];
        }
    }

    // Steeper links get more room.
    private static (double[] Lefts, double[] Widths) Places(LayeredGraph graph, int[][] columns, (double Width, double Height)[] sizes, double[] middle)
    {
        var widths = Array.ConvertAll(columns, c => c.Where(v => v < graph.Boxes).Select(v => sizes[v].Width).DefaultIfEmpty(0).Max());
        var lefts = new double[columns.Length];
        for (var c = 1; c < columns.Length; c++)
        {
            var climb = columns[c].SelectMany(v => graph.Before(v).Select(b => Math.Abs(middle[b] - middle[v]))).DefaultIfEmpty(0).Max();
            lefts[c] = Math.Round(lefts[c - 1] + widths[c - 1] + Math.Clamp(climb * Steepness, LeastGap, MostGap), 1);
        }
        return (lefts, widths);
    }
}
