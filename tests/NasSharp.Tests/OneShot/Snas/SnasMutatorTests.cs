using NasSharp.Hardware;
using NasSharp.OneShot.Snas;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Snas;

public sealed class SnasMutatorTests : IDisposable
{
    private static readonly double[] Factors = [2, 3, 5];
    private static readonly double[] Alpha = [0.4, -0.3, 0.9];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static SnasMutator Make(OneChoice model, double temperature = 0.6)
    {
        model.to(torch.ScalarType.Float64);
        var mutator = new SnasMutator(model, new RandomStream(1, "alphas"), new RandomStream(2, "noise")) { Temperature = temperature };
        mutator.to(torch.ScalarType.Float64);
        using var recording = torch.no_grad();
        mutator.Alphas["c"].copy_(torch.tensor(Alpha));
        return mutator;
    }

    private static double Mixed(double[] alpha, double[] noise, double temperature)
    {
        var exponentials = alpha.Zip(noise, (a, g) => Math.Exp((a + g) / temperature)).ToArray();
        return exponentials.Zip(Factors, (e, f) => e * f).Sum() / exponentials.Sum();
    }

    [Fact]
    public void Forward_mixes_with_a_relaxed_sample_whose_gradient_is_that_of_finite_differences()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        mutator.Reset();
        var output = model.call(torch.ones([1], torch.ScalarType.Float64));
        output.backward();
        var stream = new RandomStream(2, "noise");
        double[] noise = [.. Enumerable.Range(0, 3).Select(_ => -Math.Log(-Math.Log(stream.NextDouble())))];
        // The noise passes through single precision.
        Assert.Equal(Mixed(Alpha, noise, 0.6), output.ToDouble(), 1e-6);
        var gradient = mutator.Alphas["c"].grad!.to_array<double>();
        for (var j = 0; j < 3; j++)
        {
            const double h = 1e-6;
            double At(double shift) => Mixed([.. Alpha.Select((a, i) => i == j ? a + shift : a)], noise, 0.6);
            Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[j], 1e-5);
        }
    }

    [Fact]
    public void Samples_become_one_hot_as_the_temperature_falls()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, 1e-4);
        for (var i = 0; i < 10; i++)
        {
            mutator.Reset();
            Assert.Equal(1, mutator.Samples["c"].max().ToDouble(), 1e-6);
        }
    }

    [Fact]
    public void Evaluation_mixes_with_the_mean_weights()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        mutator.FixForEvaluation();
        var expected = mutator.Weights("c").Zip(Factors, (w, f) => w * f).Sum();
        Assert.Equal(expected, model.call(torch.ones([1], torch.ScalarType.Float64)).ToDouble(), 1e-6);
        mutator.Reset();
        Assert.NotEqual(expected, model.call(torch.ones([1], torch.ScalarType.Float64)).ToDouble(), 1e-3);
    }

    [Fact]
    public void Draw_follows_the_distribution_of_the_alphas()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        var random = new RandomStream(9);
        const int draws = 4000;
        var share = Enumerable.Range(0, draws).Count(_ => mutator.Draw(random)["c"].Selects(2)) / (double)draws;
        var p = mutator.Weights("c")[2];
        Assert.Equal(p, share, 4.2 * Math.Sqrt(p * (1 - p) / draws));
    }

    [Fact]
    public void Draw_keeps_the_limit_and_is_otherwise_distributed_as_before()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        double[] costs = [.. Factors.Select((_, i) => i == 0 ? 5.0 : i)];
        mutator.Hardware = new HardwareObjective(new CandidateCosts("ms", mutator.Space, new Dictionary<string, IReadOnlyList<double>> { ["c"] = costs })) { Limit = 2 };
        var (random, weights) = (new RandomStream(9), mutator.Weights("c"));
        const int draws = 4000;
        var drawn = Enumerable.Range(0, draws).Select(_ => mutator.Draw(random)["c"].Selected[0]).ToList();
        Assert.All(drawn, i => Assert.InRange(costs[i], 0, 2));
        var p = weights[2] / weights.Where((_, i) => costs[i] <= 2).Sum();
        Assert.Equal(p, drawn.Count(i => i == 2) / (double)draws, 4.2 * Math.Sqrt(p * (1 - p) / draws));
        // Where no draw keeps it, the drawn network is made cheaper.
        using (torch.no_grad())
            mutator.Alphas["c"].copy_(torch.tensor(Array.ConvertAll(costs, c => c <= 2 ? -1e4f : 0f)));
        Assert.InRange(costs[mutator.Draw(random)["c"].Selected[0]], 0, 2);
    }
}
