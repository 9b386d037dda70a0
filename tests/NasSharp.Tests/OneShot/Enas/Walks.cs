using NasSharp.OneShot.Enas;

namespace NasSharp.Tests.OneShot.Enas;

/// <summary>Every way of a controller through a small space.</summary>
internal static class Walks
{
    /// <summary>All samples that can be drawn, each with the product of the probabilities it was drawn with.</summary>
    public static List<(EnasSample Sample, double Probability)> All(EnasController controller)
    {
        var found = new List<(EnasSample, double)>();
        var next = new List<int>();
        while (true)
        {
            var options = new List<double[]>();
            var taken = new List<int>();
            var sample = new ControllerWalk(controller, probabilities =>
            {
                options.Add([.. probabilities]);
                taken.Add(taken.Count < next.Count ? next[taken.Count] : First(probabilities, 0));
                return taken[^1];
            }).Run();
            found.Add((sample, options.Zip(taken, (o, t) => o[t]).Aggregate(1.0, (a, b) => a * b)));
            next = taken;
            while (next.Count > 0 && First(options[next.Count - 1], next[^1] + 1) < 0)
                next.RemoveAt(next.Count - 1);
            if (next.Count == 0)
                return found;
            next[^1] = First(options[next.Count - 1], next[^1] + 1);
        }
    }

    private static int First(IReadOnlyList<double> probabilities, int from)
        => Enumerable.Range(from, Math.Max(0, probabilities.Count - from)).Where(i => probabilities[i] > 0).Cast<int?>().FirstOrDefault() ?? -1;
}
