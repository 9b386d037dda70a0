using NasSharp.Hardware;
using NasSharp.OneShot;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot;

public sealed class LimitedDerivationTests
{
    private static readonly SearchSpace Chain = new([.. Enumerable.Range(0, 4).Select(i => Choice.Layer($"c{i}", ["x", "y", "z"]))]);

    private static (CandidateCosts Table, Dictionary<string, double[]> Weights) Drawn(SearchSpace space, int seed)
    {
        var random = new RandomStream(seed);
        var layers = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToList();
        var rows = layers.ToDictionary(c => c.Key, c => (IReadOnlyList<double>)[.. c.Candidates.Select(_ => random.NextDouble() * 10)]);
        var weights = layers.ToDictionary(c => c.Key, c =>
        {
            var exponentials = c.Candidates.Select(_ => Math.Exp(random.NextGaussian(0, 1))).ToArray();
            return Array.ConvertAll(exponentials, e => e / exponentials.Sum());
        });
        return (new CandidateCosts("flops", space, rows, 1), weights);
    }

    private static double LogProbability(Architecture architecture, Dictionary<string, double[]> weights) =>
        architecture.Decisions.Sum(d => Math.Log(weights[d.Key][d.Value.Selected[0]]));

    [Fact]
    public void Derived_network_keeps_the_limit_and_is_nearly_the_likeliest_that_does()
    {
        var exact = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            var (table, weights) = Drawn(Chain, seed);
            var costs = Chain.Enumerate().Select(table.Of).Order().ToArray();
            var limit = costs[costs.Length / 5];
            var hardware = new HardwareObjective(table) { Limit = limit };
            var found = LimitedDerivation.Derive(hardware, k => weights[k], _ => null);
            Assert.True(table.Of(found) <= limit);
            var best = Chain.Enumerate().Where(hardware.Allows).Max(a => LogProbability(a, weights));
            // No single exchange makes it likelier within the limit.
            Assert.DoesNotContain(Chain.Neighbours(found), n => hardware.Allows(n) && LogProbability(n, weights) > LogProbability(found, weights));
            exact += LogProbability(found, weights) > best - 1e-12 ? 1 : 0;
        }
        // A Lagrange multiplier reaches the convex hull only; most of these small problems are solved exactly.
        Assert.InRange(exact, 30, 50);
    }

    [Fact]
    public void Limit_that_is_kept_anyway_changes_nothing()
    {
        var (table, weights) = Drawn(Chain, 1);
        var free = ArchitectureDerivation.Derive(Chain, k => weights[k]);
        Assert.Equal(free, LimitedDerivation.Derive(new HardwareObjective(table) { Limit = table.Of(free) }, k => weights[k], _ => null));
    }

    [Fact]
    public void Tightest_limit_gives_the_cheapest_network()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (table, weights) = Drawn(Chain, seed);
            Assert.Equal(table.Cheapest, LimitedDerivation.Derive(new HardwareObjective(table) { Limit = table.Least }, k => weights[k], _ => null));
        }
    }

    [Fact]
    public void Cells_with_input_choices_keep_every_limit()
    {
        var space = new SearchSpace(
        [
            .. Enumerable.Range(0, 5).Select(i => Choice.Layer($"e{i}", ["x", "y", "z"])),
            Choice.Input("n0", ["e0", "e1"], 1), Choice.Input("n1", ["e2", "e3", "e4"], 2), Choice.Input("skips", ["e0", "e3"], null),
        ]);
        for (var seed = 0; seed < 20; seed++)
        {
            var (table, weights) = Drawn(space, seed);
            foreach (var share in (double[])[0, 0.1, 0.3, 0.7])
            {
                var limit = table.Least + share * 25;
                var found = LimitedDerivation.Derive(new HardwareObjective(table) { Limit = limit }, k => weights[k], k => k == "skips" ? [0.8, 0.6] : null);
                Assert.True(table.Of(found) <= limit, $"seed {seed}: {table.Of(found)} > {limit}");
            }
        }
    }
}
