using NasSharp.OneShot.Gdas;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Gdas;

public sealed class GdasMutatorTests : IDisposable
{
    private const double Temperature = 0.7;

    private static readonly double[] Factors = [2, 3, 5];
    private static readonly double[] Alpha = [0.4, -0.3, 0.9];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static GdasMutator Make(OneChoice model, long seed = 1)
    {
        model.to(torch.ScalarType.Float64);
        var mutator = new GdasMutator(model, new RandomStream(1, "alphas"), new RandomStream(seed, "noise")) { Temperature = Temperature };
        mutator.to(torch.ScalarType.Float64);
        using var recording = torch.no_grad();
        mutator.Alphas["c"].copy_(torch.tensor(Alpha));
        return mutator;
    }

    // The noise that the mutator draws with this seed.
    private static double[] Noise(long seed, int count) => [.. Draws(seed).Take(count).Select(u => -Math.Log(-Math.Log(u)))];

    private static IEnumerable<double> Draws(long seed)
    {
        var stream = new RandomStream(seed, "noise");
        while (true)
            yield return stream.NextDouble();
    }

    private static double[] Relaxed(double[] alpha, double[] noise)
    {
        var exponentials = alpha.Zip(noise, (a, g) => Math.Exp((a + g) / Temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Gate_passes_one_candidate_and_has_the_gradient_of_its_relaxed_sample(long seed)
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, seed);
        mutator.Reset();
        var output = model.call(torch.ones([1], torch.ScalarType.Float64));
        output.backward();
        var noise = Noise(seed, 3);
        var sampled = Enumerable.Range(0, 3).MaxBy(i => Alpha[i] + noise[i]);
        Assert.Equal(Factors[sampled], output.ToDouble());
        Assert.Equal([sampled == 0 ? 1 : 0, sampled == 1 ? 1 : 0, sampled == 2 ? 1 : 0], model.Candidates.Select(c => c.Calls));
        var gradient = mutator.Alphas["c"].grad!.to_array<double>();
        var p = Relaxed(Alpha, noise);
        for (var j = 0; j < 3; j++)
        {
            var closed = Factors[sampled] * p[sampled] * ((j == sampled ? 1 : 0) - p[j]) / Temperature;
            const double h = 1e-6;
            double At(double shift) => Factors[sampled] * Relaxed([.. Alpha.Select((a, i) => i == j ? a + shift : a)], noise)[sampled];
            // The noise passes through single precision.
            Assert.Equal(closed, gradient[j], 1e-6);
            Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[j], 1e-6);
        }
    }

    [Fact]
    public void Candidates_are_drawn_with_the_softmax_of_the_alphas()
    {
        const int draws = 4000;
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        mutator.Learning = false;
        var x = torch.ones([1], torch.ScalarType.Float64);
        for (var i = 0; i < draws; i++)
        {
            using var scope = torch.NewDisposeScope();
            mutator.Reset();
            model.call(x);
        }
        var exponentials = Alpha.Select(Math.Exp).ToArray();
        // Five deviations of a binomial share.
        Assert.All(model.Candidates.Zip(exponentials), c => Assert.Equal(c.Second / exponentials.Sum(), (double)c.First.Calls / draws, 5 * Math.Sqrt(0.25 / draws)));
    }

    [Fact]
    public void Optional_input_is_taken_or_not_and_has_the_gradient_of_its_sigmoid()
    {
        using var model = new OneChoice([1], [7, 11]);
        model.to(torch.ScalarType.Float64);
        using var mutator = new GdasMutator(model, new RandomStream(1, "alphas"), new RandomStream(5, "noise")) { Temperature = Temperature };
        mutator.to(torch.ScalarType.Float64);
        mutator.Reset();
        var output = model.call(torch.ones([1], torch.ScalarType.Float64));
        output.backward();
        // One number for the choice of one candidate, then two for each input.
        var g = Noise(5, 5);
        double[] logistic = [g[1] - g[3], g[2] - g[4]];
        var alpha = mutator.Alphas["i"].to_array<double>();
        var taken = alpha.Zip(logistic, (a, l) => a + l > 0 ? 1 : 0).ToArray();
        Assert.Equal(1 + 7 * taken[0] + 11 * taken[1], output.ToDouble(), 1e-12);
        var gradient = mutator.Alphas["i"].grad!.to_array<double>();
        for (var i = 0; i < 2; i++)
        {
            var s = 1 / (1 + Math.Exp(-(alpha[i] + logistic[i]) / Temperature));
            Assert.Equal((i == 0 ? 7 : 11) * s * (1 - s) / Temperature, gradient[i], 1e-6);
        }
    }

    [Fact]
    public void Weight_step_runs_one_candidate_untouched_and_leaves_the_alphas_without_gradient()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        mutator.Learning = false;
        var input = torch.ones([1], torch.ScalarType.Float64, requires_grad: true);
        mutator.Reset();
        model.call(input).backward();
        Assert.Equal(1, model.Candidates.Sum(c => c.Calls));
        Assert.Null(mutator.Alphas["c"].grad);
        Assert.Contains(input.grad!.ToDouble(), Factors);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(125, 5.03012)]
    [InlineData(249, 0.1)]
    public void Temperature_falls_in_a_line_from_10_to_a_tenth(int epoch, double expected) => Assert.Equal(expected, new GdasOptions().TemperatureAt(epoch), 1e-5);

    [Fact]
    public void Temperature_that_is_not_positive_is_refused()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model);
        Assert.Throws<ArgumentOutOfRangeException>(() => mutator.Temperature = 0);
    }
}
