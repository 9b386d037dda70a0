using NasSharp.Tuners;

namespace NasSharp.Cli.Board.Trials;

/// <summary>The trials that no other beats in every objective.</summary>
internal static class ParetoAnswer
{
    private const int MostPoints = 500;

    /// <summary>The answer; <paramref name="objectives"/> are names with true where more is better, 2 to 4 of them.</summary>
    public static object Of(IReadOnlyList<TrialRow> rows, IReadOnlyList<(string Name, bool Maximize)> objectives)
    {
        // Everything is turned so that more is better.
        var points = rows.Where(r => r.Record.HasEnded).OrderBy(r => r.Record.Ended).ThenBy(r => r.Record.Number)
            .Select(r => (r.Record.Number, Values: objectives.Select(o => Value(r, o.Name) is { } value ? (o.Maximize ? value : -value) : double.NaN).ToArray()))
            .Where(p => Array.TrueForAll(p.Values, double.IsFinite)).ToList();
        return new
        {
            objectives = objectives.Select(o => o.Name),
            n = points.Count,
            front = Front(points).OrderByDescending(p => p.Values[0]).ThenBy(p => p.Number).Select(p => p.Number),
            hypervolume = objectives.Count == 2 ? Hypervolume(points) : null,
        };
    }

    /// <summary>The points that no other dominates; of equal ones all.</summary>
    public static List<(int Number, double[] Values)> Front(IEnumerable<(int Number, double[] Values)> points)
    {
        // In this order no point is dominated by a later one.
        var front = new List<(int Number, double[] Values)>();
        foreach (var point in points.OrderByDescending(p => p.Values[0]).ThenByDescending(p => p.Values[1]).ThenByDescending(p => p.Values.Skip(2).Sum()))
        {
            // In two dimensions the last of the front decides.
            if (point.Values.Length == 2 ? front.Count == 0 || !Dominates(front[^1].Values, point.Values) : !front.Exists(f => Dominates(f.Values, point.Values)))
                front.Add(point);
        }
        return front;
    }

    private static double? Value(TrialRow row, string name) => name == "result" ? row.Record.Result : row.Record.Metrics.TryGetValue(name, out var value) ? value : null;

    private static bool Dominates(double[] one, double[] other)
    {
        var better = false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] < other[i])
                return false;
            better |= one[i] > other[i];
        }
        return better;
    }

    private static object Hypervolume(List<(int Number, double[] Values)> points)
    {
        if (points.Count == 0)
            return new { trials = Array.Empty<int>(), values = Array.Empty<double>() };
        var (x0, x1) = (points.Min(p => p.Values[0]), points.Max(p => p.Values[0]));
        var (y0, y1) = (points.Min(p => p.Values[1]), points.Max(p => p.Values[1]));
        var box = (x1 - x0) * (y1 - y0);
        var (trials, values, front) = (new List<int>(), new List<double>(), new ParetoFront<int>());
        var every = Math.Max(1, points.Count / MostPoints);
        foreach (var (index, point) in points.Index())
        {
            front.Add(point.Number, point.Values);
            if (index % every != 0 && index != points.Count - 1)
                continue;
            trials.Add(index + 1);
            values.Add(box > 0 ? front.Hypervolume(x0, y0) / box : 0);
        }
        return new { trials, values };
    }
}
