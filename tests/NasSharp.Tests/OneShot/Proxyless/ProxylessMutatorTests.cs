using NasSharp.OneShot.Proxyless;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Proxyless;

public sealed class ProxylessMutatorTests : IDisposable
{
    private static readonly double[] Factors = [2, 3, 5, 7];
    private static readonly double[] Alpha = [0.4, -0.3, 0.9, 0.1];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static ProxylessMutator Make(OneChoice model, ProxylessGradient gradient, long seed = 1)
    {
        model.to(torch.ScalarType.Float64);
        var mutator = new ProxylessMutator(model, new RandomStream(1, "alphas"), new RandomStream(seed, "paths"), gradient);
        mutator.to(torch.ScalarType.Float64);
        using var recording = torch.no_grad();
        mutator.Alphas["c"].copy_(torch.tensor(Alpha));
        return mutator;
    }

    private static double[] Softmax(IEnumerable<double> alpha)
    {
        var exponentials = alpha.Select(Math.Exp).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    // dL/d alpha_i = sum_j dL/dg_j p_j (delta_ij - p_i)
    private static double[] Closed(double[] gates, double[] p) =>
        [.. p.Select((pi, i) => gates.Select((g, j) => g * p[j] * ((i == j ? 1 : 0) - pi)).Sum())];

    private static torch.Tensor One() => torch.ones([1], torch.ScalarType.Float64);

    // Values of the reference implementation: alpha [0.1, -0.2, 0.3], gate gradients [1, 2, -1].
    [Fact]
    public void Closed_form_gives_the_reference_values()
    {
        double[] expected = [0.193964, 0.393781, -0.587745];
        Assert.All(Closed([1, 2, -1], Softmax([0.1, -0.2, 0.3])).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Full_gates_pass_one_candidate_and_have_the_closed_form_gradient_of_all(long seed)
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, ProxylessGradient.Full, seed);
        mutator.Reset();
        var output = model.call(One());
        // dL/d output = 2, dL/dg_j = 2 o_j.
        (output * 2).backward();
        Assert.Contains(output.ToDouble(), Factors);
        Assert.All(model.Candidates, c => Assert.Equal(1, c.Calls));
        var closed = Closed([.. Factors.Select(f => 2 * f)], Softmax(Alpha));
        Assert.All(mutator.Alphas["c"].grad!.to_array<double>().Zip(closed), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void Mean_gradient_of_full_gates_matches_finite_differences_of_the_mean_output()
    {
        // The output is linear in the gates, so the gates' gradient is exactly that of the expected output.
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, ProxylessGradient.Full);
        mutator.Reset();
        model.call(One()).backward();
        var gradient = mutator.Alphas["c"].grad!.to_array<double>();
        for (var i = 0; i < Alpha.Length; i++)
        {
            const double h = 1e-6;
            double At(double shift) => Softmax(Alpha.Select((a, j) => i == j ? a + shift : a)).Zip(Factors, (p, f) => p * f).Sum();
            Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[i], 1e-8);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_paths_compute_two_candidates_and_have_the_closed_form_gradient_of_the_pair(long seed)
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, ProxylessGradient.TwoPaths, seed);
        mutator.Reset();
        var output = model.call(One());
        output.backward();
        var pair = Enumerable.Range(0, 4).Where(i => model.Candidates[i].Calls == 1).ToArray();
        Assert.Equal(2, pair.Length);
        Assert.Equal(2, model.Candidates.Sum(c => c.Calls));
        Assert.Contains(output.ToDouble(), pair.Select(i => Factors[i]));
        var closed = Closed([.. pair.Select(i => Factors[i])], Softmax(pair.Select(i => Alpha[i])));
        var gradient = mutator.Alphas["c"].grad!.to_array<double>();
        for (var i = 0; i < 4; i++)
            Assert.Equal(Array.IndexOf(pair, i) is >= 0 and var at ? closed[at] : 0, gradient[i], 1e-12);
    }

    [Fact]
    public void Step_on_two_paths_keeps_the_probability_of_the_others()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, ProxylessGradient.TwoPaths, 3);
        mutator.Reset();
        model.call(One());
        var pair = Enumerable.Range(0, 4).Where(i => model.Candidates[i].Calls == 1).ToArray();
        var before = mutator.CopyAlphas();
        using (torch.no_grad())
            mutator.Alphas["c"].add_(torch.tensor((double[])[0.3, -0.2, 0.7, 0.5]));
        mutator.KeepOthers(before);
        var (was, now) = (Softmax(Alpha), mutator.Weights("c"));
        foreach (var i in Enumerable.Range(0, 4).Except(pair))
            Assert.Equal(was[i], now[i], 1e-12);
        Assert.All(pair, i => Assert.True(Math.Abs(was[i] - now[i]) > 1e-3));
    }

    [Fact]
    public void Path_that_does_not_count_leaves_nothing_for_a_backward_pass()
    {
        using var scales = new ThreeScales();
        using var mutator = new ProxylessMutator(scales, new RandomStream(1, "alphas"), new RandomStream(2, "paths"));
        mutator.Reset();
        scales.call(torch.ones([1])).backward();
        Assert.Equal(1, scales.Candidates.Count(c => c.weight!.grad is not null));
    }

    [Fact]
    public void Paths_are_drawn_with_their_probabilities()
    {
        using var model = new OneChoice(Factors);
        using var mutator = Make(model, ProxylessGradient.TwoPaths);
        mutator.Learning = false;
        const int draws = 4000;
        for (var i = 0; i < draws; i++)
        {
            mutator.Reset();
            model.call(One()).Dispose();
        }
        // Five standard deviations: fails once in more than a million.
        foreach (var (p, candidate) in Softmax(Alpha).Zip(model.Candidates))
            Assert.InRange(candidate.Calls, draws * p - 5 * Math.Sqrt(draws * p * (1 - p)), draws * p + 5 * Math.Sqrt(draws * p * (1 - p)));
    }

    [Fact]
    public void Optional_inputs_have_the_gradient_of_their_sigmoids()
    {
        using var model = new OneChoice([1], [7, 11]);
        model.to(torch.ScalarType.Float64);
        using var mutator = new ProxylessMutator(model, new RandomStream(1, "alphas"), new RandomStream(5, "paths"), ProxylessGradient.Full);
        mutator.to(torch.ScalarType.Float64);
        mutator.Reset();
        var output = model.call(One());
        output.backward();
        Assert.Contains(output.ToDouble(), (double[])[1, 8, 12, 19]);
        var gradient = mutator.Alphas["i"].grad!.to_array<double>();
        foreach (var (i, alpha) in mutator.Alphas["i"].to_array<double>().Index())
        {
            var s = 1 / (1 + Math.Exp(-alpha));
            Assert.Equal((i == 0 ? 7 : 11) * s * (1 - s), gradient[i], 1e-12);
        }
    }

    [Fact]
    public void Log_probability_is_that_of_what_was_drawn()
    {
        using var model = new OneChoice(Factors, [7, 11]);
        using var mutator = Make(model, ProxylessGradient.Reinforce, 4);
        mutator.Reset();
        var output = model.call(One()).ToDouble();
        var drawn = Enumerable.Range(0, 4).Single(i => model.Candidates[i].Calls == 1);
        var extra = output - Factors[drawn];
        var expected = Math.Log(Softmax(Alpha)[drawn]);
        foreach (var (i, alpha) in mutator.Alphas["i"].to_array<double>().Index())
        {
            var taken = extra is 18 || extra == (i == 0 ? 7 : 11);
            expected += Math.Log(1 / (1 + Math.Exp(taken ? -alpha : alpha)));
        }
        Assert.Equal(expected, mutator.LogProbability!.ToDouble(), 1e-12);
    }

    /// <summary>Three candidates with a weight each.</summary>
    private sealed class ThreeScales : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice choice;

        public ThreeScales()
            : base(nameof(ThreeScales))
        {
            Candidates = [.. Enumerable.Range(0, 3).Select(_ => torch.nn.Linear(1, 1, hasBias: false))];
            choice = new LayerChoice(Candidates, key: "c");
            RegisterComponents();
        }

        public Linear[] Candidates { get; }

        public override torch.Tensor forward(torch.Tensor input) => choice.call(input);
    }
}
