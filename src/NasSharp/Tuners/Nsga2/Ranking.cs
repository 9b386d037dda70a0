namespace NasSharp.Tuners.Nsga2;

/// <summary>Ranks of domination and crowding distances (Deb et al. 2002, sections III-A and III-B). Values are greater the better.</summary>
internal static class Ranking
{
    /// <summary>The front of each point, 0 for those that nobody dominates.</summary>
    public static int[] Fronts(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var fronts = new int[points.Count];
        Array.Fill(fronts, -1);
        for (var front = 0; fronts.Contains(-1); front++)
        {
            var left = Enumerable.Range(0, points.Count).Where(i => fronts[i] < 0).ToArray();
            foreach (var i in left.Where(i => !left.Any(j => Dominates(points[j], points[i]))).ToArray())
                fronts[i] = front;
        }
        return fronts;
    }

    /// <summary>How far each point of one front is from its neighbours in all objectives, each scaled by its range; infinite at the ends.</summary>
    public static double[] Crowding(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var distance = new double[points.Count];
        for (var objective = 0; points.Count > 0 && objective < points[0].Count; objective++)
        {
            var order = Enumerable.Range(0, points.Count).OrderBy(i => points[i][objective]).ToArray();
            var range = points[order[^1]][objective] - points[order[0]][objective];
            distance[order[0]] = distance[order[^1]] = double.PositiveInfinity;
            for (var i = 1; i + 1 < order.Length && range > 0; i++)
                distance[order[i]] += (points[order[i + 1]][objective] - points[order[i - 1]][objective]) / range;
        }
        return distance;
    }

    private static bool Dominates(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var better = false;
        for (var i = 0; i < first.Count; i++)
        {
            if (first[i] < second[i])
                return false;
            better |= first[i] > second[i];
        }
        return better;
    }
}
