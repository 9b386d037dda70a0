namespace NasSharp.Drawing.Layout;

/// <summary>Gives the ordered vertices of columns their heights: each as close to the mean of its neighbours as the distances within its column allow.</summary>
internal sealed class ColumnPlacement
{
    private const int Sweeps = 24;
    private const double BoxGap = 14, WayGap = 9, StraightWay = 16;

    private readonly LayeredGraph _graph;
    private readonly int[][] _columns;
    private readonly Func<int, double> _height;
    private readonly double[] _middle;

    private ColumnPlacement(LayeredGraph graph, int[][] columns, Func<int, double> height)
    {
        (_graph, _columns, _height, _middle) = (graph, columns, height, new double[graph.Count]);
        foreach (var column in columns)
            Place(column, _ => 0, _ => 1);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var c = 0; c < columns.Length; c++)
                Towards(columns[c], sweep == Sweeps - 1 ? Both : graph.Before);
            for (var c = columns.Length - 1; c >= 0; c--)
                Towards(columns[c], sweep == Sweeps - 1 ? Both : graph.After);
        }
        var top = Enumerable.Range(0, graph.Count).Min(v => _middle[v] - height(v) / 2);
        for (var v = 0; v < graph.Count; v++)
            _middle[v] = Math.Round(_middle[v] - top, 1);
    }

    /// <summary>The height of the middle of each vertex; the least upper edge is 0.</summary>
    public static double[] Of(LayeredGraph graph, int[][] columns, Func<int, double> height) => new ColumnPlacement(graph, columns, height)._middle;

    private IEnumerable<int> Both(int vertex) => _graph.Before(vertex).Concat(_graph.After(vertex));

    private void Towards(int[] column, Func<int, IEnumerable<int>> neighbours) => Place(
        column,
        v => neighbours(v).Any() ? neighbours(v).Sum(n => Weight(v, n) * _middle[n]) / neighbours(v).Sum(n => Weight(v, n)) : _middle[v],
        v => neighbours(v).Select(n => Weight(v, n)).DefaultIfEmpty(0.1).Sum());

    // Long ways should be straight.
    private double Weight(int vertex, int neighbour) => vertex >= _graph.Boxes && neighbour >= _graph.Boxes ? StraightWay : 1;

    // The least sum of weighted squares under the distances: a regression that never falls, by joining neighbours that want to pass each other.
    private void Place(int[] column, Func<int, double> wanted, Func<int, double> weight)
    {
        var groups = new List<(double Mean, double Weight, int Count)>();
        var offsets = new double[column.Length];
        for (var i = 0; i < column.Length; i++)
        {
            offsets[i] = i == 0 ? 0 : offsets[i - 1] + Distance(column[i - 1], column[i]);
            groups.Add((wanted(column[i]) - offsets[i], weight(column[i]), 1));
            while (groups.Count > 1 && groups[^2].Mean > groups[^1].Mean)
            {
                var (a, b) = (groups[^2], groups[^1]);
                groups.RemoveRange(groups.Count - 2, 2);
                groups.Add(((a.Mean * a.Weight + b.Mean * b.Weight) / (a.Weight + b.Weight), a.Weight + b.Weight, a.Count + b.Count));
            }
        }
        var next = 0;
        foreach (var group in groups)
            for (var i = 0; i < group.Count; i++, next++)
                _middle[column[next]] = group.Mean + offsets[next];
    }

    private double Distance(int above, int below)
        => (_height(above) + _height(below)) / 2 + (above >= _graph.Boxes || below >= _graph.Boxes ? WayGap : BoxGap);
}
