namespace NasSharp.Drawing.Layout;

/// <summary>
/// The boxes of a diagram in columns, and way points in every column that a link passes, so that vertices are linked to the next column only. All links that leave a box share
/// their way points. Vertices are numbered: boxes first, then way points.
/// </summary>
internal sealed class LayeredGraph
{
    private readonly List<int> _column;
    private readonly List<SortedSet<int>> _after = [], _before = [];

    public LayeredGraph(Diagram diagram)
    {
        Boxes = diagram.Boxes.Count;
        _column = [.. Columns(diagram)];
        for (var i = 0; i < Boxes; i++)
            AddNeighbours();
        var ways = new List<IReadOnlyList<int>>(new IReadOnlyList<int>[diagram.Links.Count]);
        foreach (var source in diagram.Links.Index().GroupBy(l => l.Item.From))
        {
            int[] bus = [source.Key, .. Enumerable.Range(_column[source.Key] + 1, source.Max(l => _column[l.Item.To]) - _column[source.Key] - 1).Select(AddWayPoint)];
            foreach (var (index, link) in source)
            {
                int[] way = [.. bus[..(_column[link.To] - _column[source.Key])], link.To];
                for (var i = 1; i < way.Length; i++)
                {
                    _after[way[i - 1]].Add(way[i]);
                    _before[way[i]].Add(way[i - 1]);
                }
                ways[index] = way;
            }
        }
        Ways = ways;
    }

    public int Boxes { get; }

    public int Count => _column.Count;

    public int ColumnCount => _column.Max() + 1;

    /// <summary>For each link of the diagram the vertices it passes, its boxes included.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Ways { get; }

    public int ColumnOf(int vertex) => _column[vertex];

    public IReadOnlyCollection<int> After(int vertex) => _after[vertex];

    public IReadOnlyCollection<int> Before(int vertex) => _before[vertex];

    private int AddWayPoint(int column)
    {
        _column.Add(column);
        AddNeighbours();
        return _column.Count - 1;
    }

    private void AddNeighbours()
    {
        _after.Add([]);
        _before.Add([]);
    }

    private static int[] Columns(Diagram diagram)
    {
        var order = Order(diagram);
        var column = new int[diagram.Boxes.Count];
        foreach (var box in order)
            column[box] = diagram.Links.Where(l => l.To == box).Select(l => column[l.From] + 1).DefaultIfEmpty(diagram.Boxes[box].Kind == BoxKind.Input ? 0 : 1).Max();
        var last = column.Max();
        // Operations stand close to what takes their output; so their inputs come on one way.
        foreach (var box in order.Reverse())
            if (diagram.Boxes[box].Kind is not (BoxKind.Input or BoxKind.Node))
                column[box] = diagram.Boxes[box].Kind == BoxKind.Output ? last : diagram.Links.Where(l => l.From == box).Select(l => column[l.To] - 1).DefaultIfEmpty(column[box]).Min();
        return column;
    }

    // Every box after those whose output it takes.
    private static int[] Order(Diagram diagram)
    {
        var waiting = Enumerable.Range(0, diagram.Boxes.Count).ToList();
        var order = new List<int>();
        while (waiting.Count > 0)
        {
            var ready = waiting.FindIndex(b => !diagram.Links.Any(l => l.To == b && waiting.Contains(l.From)));
            if (ready < 0)
                throw new ArgumentException("The links of the diagram form a circle.", nameof(diagram));
            order.Add(waiting[ready]);
            waiting.RemoveAt(ready);
        }
        return [.. order];
    }
}
