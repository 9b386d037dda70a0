using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.OneShot;

/// <summary>
/// <see cref="ArchitectureDerivation"/> under a limit: every candidate's weight p is made smaller by exp(-lambda * cost), with the smallest lambda whose architecture keeps the
/// limit (a Lagrange multiplier found by bisection); then single candidates are exchanged for likelier ones as long as the limit holds.
/// </summary>
internal static class LimitedDerivation
{
    private const int Doublings = 60;
    private const int Bisections = 60;
    private const double LeastLogarithm = -600;

    public static Architecture Derive(HardwareObjective hardware, Func<string, double[]> weightsOf, Func<string, double[]?> inputWeightsOf)
    {
        var free = ArchitectureDerivation.Derive(hardware.Cost.Space, weightsOf, inputWeightsOf);
        if (hardware.Allows(free))
            return free;
        var scale = 1 / hardware.Cost.Rows.Max(r => r.Value.Max());
        Architecture At(double lambda) => Tilted(hardware.Cost, lambda * scale, weightsOf, inputWeightsOf);
        var (below, above, found) = (0.0, 1.0, At(1));
        for (var i = 0; i < Doublings && !hardware.Allows(found); i++)
            (below, above, found) = (above, above * 2, At(above * 2));
        if (!hardware.Allows(found))
            return hardware.Cost.Cheapest;
        for (var i = 0; i < Bisections; i++)
        {
            var middle = (below + above) / 2;
            var tried = At(middle);
            if (hardware.Allows(tried))
                (above, found) = (middle, tried);
            else
                below = middle;
        }
        return Improved(hardware, found, weightsOf);
    }

    private static Architecture Tilted(CandidateCosts table, double lambda, Func<string, double[]> weightsOf, Func<string, double[]?> inputWeightsOf)
    {
        var best = table.Rows.ToDictionary(r => r.Key, r =>
        {
            var scores = weightsOf(r.Key).Zip(r.Value, (p, cost) => Math.Log(p) - lambda * cost).ToArray();
            var index = Array.IndexOf(scores, scores.Max());
            return (Index: index, Score: scores[index], Cost: r.Value[index]);
        }, StringComparer.Ordinal);
        var top = best.Values.Max(b => b.Score);
        double[] Weights(string key)
        {
            var weights = new double[table.Rows[key].Length];
            weights[best[key].Index] = Math.Exp(Math.Max(LeastLogarithm, best[key].Score - top));
            return weights;
        }
        double[]? Inputs(string key)
        {
            var choice = table.Space[key];
            if (inputWeightsOf(key) is not { } learnt || choice.ChosenCount is not null)
                return inputWeightsOf(key);
            return [.. learnt.Select((w, i) => best.TryGetValue(choice.Candidates[i], out var source) ? Tilt(w, lambda * source.Cost) : w)];
        }
        return ArchitectureDerivation.Derive(table.Space, Weights, Inputs);
    }

    private static double Tilt(double weight, double cost) => 1 / (1 + (1 - weight) / weight * Math.Exp(Math.Min(-LeastLogarithm, cost)));

    private static Architecture Improved(HardwareObjective hardware, Architecture found, Func<string, double[]> weightsOf)
    {
        while (true)
        {
            var better = hardware.Cost.Rows.Keys
                .Where(key => found.TryGet(key, out var d) && d.Selected.Count == 1)
                .SelectMany(key => Gains(key, weightsOf(key), found[key].Selected[0]))
                .OrderByDescending(g => g.Gain)
                .Select(g => found.With(g.Key, Decision.One(g.Candidate)))
                .FirstOrDefault(hardware.Allows);
            if (better is null)
                return found;
            found = better;
        }
    }

    private static IEnumerable<(string Key, int Candidate, double Gain)> Gains(string key, double[] weights, int now) =>
        weights.Index().Where(w => w.Item > weights[now]).Select(w => (key, w.Index, Math.Log(w.Item / weights[now])));
}
