using NasSharp.OneShot.Enas;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Enas;

public class PolicyGradientTests
{
    // The mean over all samples of the estimate, against the derivative of the objective itself, both exact.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 0)]
    [InlineData(0, 0.8)]
    [InlineData(0.1, 0.8)]
    public void Mean_estimate_is_the_gradient_of_reward_entropy_and_prior(double entropyWeight, double skipWeight)
    {
        using var scope = torch.NewDisposeScope();
        using var controller = EnasControllerTests.Make(EnasControllerTests.Mixed);
        var random = new RandomStream(5);
        var ways = Walks.All(controller);
        var rewards = ways.Select(w => w.Sample.Architecture.Hash).Distinct().ToDictionary(h => h, _ => random.NextDouble());
        var gradient = new PolicyGradient(entropyWeight, skipWeight);
        const double baseline = 0.37;

        torch.Tensor objective = torch.zeros(1).sum(), estimate = torch.zeros(1).sum();
        foreach (var (sample, p) in ways)
        {
            var reward = rewards[sample.Architecture.Hash];
            objective = objective + sample.LogProbability.exp() * (reward - sample.LogProbability * entropyWeight - sample.SkipDivergence * skipWeight);
            estimate = estimate - gradient.Loss(sample, gradient.Worth(sample, reward) - baseline) * p;
        }
        torch.Tensor[] parameters = [.. controller.parameters()];
        var exact = torch.autograd.grad([objective], parameters, retain_graph: true, allow_unused: true);
        var mean = torch.autograd.grad([estimate], parameters, allow_unused: true);
        var largest = 0.0;
        for (var i = 0; i < parameters.Length; i++)
        {
            // The last choice is decided without a draw: what it sees has no gradient at all.
            Assert.Equal(exact[i] is null, mean[i] is null);
            if (exact[i] is not { } expected)
                continue;
            Assert.True(torch.allclose(expected, mean[i]!, 1e-9, 1e-10));
            largest = Math.Max(largest, expected.abs().max().ToDouble());
        }
        Assert.True(largest > 1e-3);
    }

    [Fact]
    public void Divergence_from_the_prior_is_the_mean_over_the_choices_of_inputs()
    {
        using var scope = torch.NewDisposeScope();
        var space = new SearchSpace([Choice.Input("first", ["", ""], null), Choice.Input("second", ["", ""], null)]);
        // Parameters near nothing: every input is taken with one half.
        using var controller = new EnasController(space, new EnasControllerOptions { HiddenSize = 4, Temperature = 1, InitialRange = 1e-6, SkipTarget = 0.4 }, new RandomStream(1));
        var each = 0.5 * Math.Log(0.5 / 0.4) + 0.5 * Math.Log(0.5 / 0.6);
        Assert.Equal(2 * each, controller.Sample(new RandomStream(2)).SkipDivergence.ToDouble(), 1e-5);
    }

    [Fact]
    public void Baseline_is_the_average_of_the_rewards_before()
    {
        var baseline = new RewardBaseline(0.75);
        Assert.Null(baseline.Value);
        Assert.Equal(0, baseline.Advantage(0.8));
        Assert.Equal(0.8, baseline.Value);
        Assert.Equal(-0.4, baseline.Advantage(0.4), 1e-12);
        Assert.Equal(0.7, baseline.Value!.Value, 1e-12);
        Assert.Equal(0.3, baseline.Advantage(1), 1e-12);
    }

    // NNI's controller gives all keyless inputs one anchor and can learn nothing about them.
    [Fact]
    public void Controller_learns_which_keyless_input_is_right()
    {
        var space = new SearchSpace([Choice.Input("first", ["", ""], 1), Choice.Input("second", ["", ""], 1), Choice.Input("optional", ["", ""], null)]);
        using var controller = new EnasController(space, new EnasControllerOptions { HiddenSize = 16, Temperature = 1 }, new RandomStream(1));
        using var optimizer = torch.optim.Adam(controller.named_parameters(), 0.02);
        var (gradient, baseline, random) = (new PolicyGradient(0, 0), new RewardBaseline(0.9), new RandomStream(2));
        int[] right = [1, 0, 0, 1];
        for (var step = 0; step < 300; step++)
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            var sample = controller.Sample(random);
            var reward = sample.Actions.Zip(right, (a, r) => a == r ? 0.25 : 0).Sum();
            gradient.Loss(sample, baseline.Advantage(gradient.Worth(sample, reward))).backward();
            optimizer.step();
        }
        using var last = torch.NewDisposeScope();
        Assert.InRange(Math.Exp(controller.Score(right).LogProbability.ToDouble()), 0.6, 1);
    }
}
