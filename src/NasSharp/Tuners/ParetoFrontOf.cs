namespace NasSharp.Tuners;

/// <summary>Things that no other one beats in all objectives, such as numbers of trials. Values are greater the better, as tuners see them.</summary>
/// <typeparam name="T">What has the values.</typeparam>
public sealed class ParetoFront<T>
{
    private readonly List<(T Item, double[] Values)> _members = [];

    /// <summary>The things with their values, in the order in which they were added.</summary>
    public IReadOnlyList<(T Item, IReadOnlyList<double> Values)> Members => [.. _members.Select(m => (m.Item, (IReadOnlyList<double>)m.Values))];

    /// <summary>Adds a thing and drops those that it beats; false when another one is at least as good in everything.</summary>
    /// <exception cref="ArgumentException">The number of values differs from that of the others, or is 0.</exception>
    public bool Add(T item, params IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || (_members.Count > 0 && _members[0].Values.Length != values.Count))
            throw new ArgumentException($"There are {values.Count} values; expected {(_members.Count > 0 ? _members[0].Values.Length : "1 or more")}.", nameof(values));
        if (_members.Exists(m => !Worse(m.Values, values)))
            return false;
        _members.RemoveAll(m => !Worse(values, m.Values));
        _members.Add((item, [.. values]));
        return true;
    }

    /// <summary>The volume between the front and a point that every member of interest beats in all objectives; members that do not are left out.</summary>
    /// <exception cref="ArgumentException">The point has another number of values.</exception>
    public double Hypervolume(params IReadOnlyList<double> reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (_members.Count > 0 && _members[0].Values.Length != reference.Count)
            throw new ArgumentException($"The reference has {reference.Count} values; the front has {_members[0].Values.Length}.", nameof(reference));
        var points = new List<double[]>();
        foreach (var (_, values) in _members)
        {
            var above = new double[values.Length];
            for (var i = 0; i < above.Length; i++)
                above[i] = values[i] - reference[i];
            if (Array.TrueForAll(above, static x => x > 0))
                points.Add(above);
        }
        return Volume([.. points]);
    }

    /// <summary>True when the first is beaten by the second somewhere.</summary>
    private static bool Worse(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        for (var i = 0; i < first.Count; i++)
            if (first[i] < second[i])
                return true;
        return false;
    }

    // Slices across the last objective: each has the volume of the rest of the points that reach it.
    private static double Volume(double[][] points)
    {
        if (points.Length == 0)
            return 0;
        if (points[0].Length == 1)
            return points.Max(p => p[0]);
        if (points[0].Length == 2)
            return Area(points);
        var sorted = points.OrderByDescending(p => p[^1]).ToArray();
        var volume = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var next = i + 1 < sorted.Length ? sorted[i + 1][^1] : 0;
            if (sorted[i][^1] > next)
                volume += (sorted[i][^1] - next) * Volume([.. sorted.Take(i + 1).Select(p => p[..^1])]);
        }
        return volume;
    }

    // Long fronts are common in two objectives: one pass from the right, a strip for every point that reaches higher.
    private static double Area(double[][] points)
    {
        var (area, below) = (0.0, 0.0);
        var fromTheRight = (double[][])points.Clone();
        Array.Sort(fromTheRight, static (a, b) => b[0].CompareTo(a[0]));
        foreach (var point in fromTheRight)
        {
            area += point[0] * Math.Max(0, point[1] - below);
            below = Math.Max(below, point[1]);
        }
        return area;
    }
}
