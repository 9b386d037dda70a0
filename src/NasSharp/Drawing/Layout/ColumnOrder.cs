namespace NasSharp.Drawing.Layout;

/// <summary>Orders the vertices of each column so that few links cross: sweeps by the mean place of neighbours, then exchanges of neighbours in a column.</summary>
internal static class ColumnOrder
{
    private const int Sweeps = 24;

    /// <summary>The vertices of each column, from above.</summary>
    public static int[][] Of(LayeredGraph graph)
    {
        var columns = Enumerable.Range(0, graph.ColumnCount).Select(c => Enumerable.Range(0, graph.Count).Where(v => graph.ColumnOf(v) == c).ToArray()).ToArray();
        var (best, fewest) = (Copy(columns), Crossings(graph, columns));
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            if (sweep % 2 == 0)
                for (var c = 1; c < columns.Length; c++)
                    Sort(columns[c], columns[c - 1], graph.Before);
            else
                for (var c = columns.Length - 2; c >= 0; c--)
                    Sort(columns[c], columns[c + 1], graph.After);
            Exchange(graph, columns);
            if (Crossings(graph, columns) is var crossings && crossings < fewest)
                (best, fewest) = (Copy(columns), crossings);
        }
        return best;
    }

    /// <summary>How many pairs of links cross between columns.</summary>
    public static int Crossings(LayeredGraph graph, int[][] columns) => Enumerable.Range(0, columns.Length - 1).Sum(c => Crossings(graph, columns, c));

    private static int Crossings(LayeredGraph graph, int[][] columns, int left)
    {
        var places = columns[left + 1].Index().ToDictionary(v => v.Item, v => v.Index);
        var links = columns[left].SelectMany((v, place) => graph.After(v).Select(a => (From: place, To: places[a]))).ToArray();
        var crossings = 0;
        for (var i = 0; i < links.Length; i++)
            for (var j = i + 1; j < links.Length; j++)
                if ((links[i].From - links[j].From) * (links[i].To - links[j].To) < 0)
                    crossings++;
        return crossings;
    }

    // Vertices without neighbours there keep their places.
    private static void Sort(int[] column, int[] other, Func<int, IReadOnlyCollection<int>> neighbours)
    {
        var places = other.Index().ToDictionary(v => v.Item, v => v.Index);
        var means = column.Index().ToDictionary(v => v.Item, v => neighbours(v.Item).Select(n => (double)places[n]).DefaultIfEmpty(v.Index).Average());
        column.OrderBy(v => means[v]).ToArray().CopyTo(column, 0);
    }

    private static void Exchange(LayeredGraph graph, int[][] columns)
    {
        for (var better = true; better;)
        {
            better = false;
            for (var c = 0; c < columns.Length; c++)
                for (var i = 1; i < columns[c].Length; i++)
                {
                    var before = Around(graph, columns, c);
                    Swap(columns[c], i);
                    if (Around(graph, columns, c) < before)
                        better = true;
                    else
                        Swap(columns[c], i);
                }
        }
    }

    private static int Around(LayeredGraph graph, int[][] columns, int column)
        => (column > 0 ? Crossings(graph, columns, column - 1) : 0) + (column < columns.Length - 1 ? Crossings(graph, columns, column) : 0);

    private static void Swap(int[] column, int place) => (column[place - 1], column[place]) = (column[place], column[place - 1]);

    private static int[][] Copy(int[][] columns) => Array.ConvertAll(columns, c => (int[])c.Clone());
}
