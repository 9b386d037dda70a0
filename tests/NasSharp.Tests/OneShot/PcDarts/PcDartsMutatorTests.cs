using NasSharp.OneShot.PcDarts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.Darts;

namespace NasSharp.Tests.OneShot.PcDarts;

public sealed class PcDartsMutatorTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static void Set(PcDartsMutator mutator, string key, params float[] values)
    {
        using var recording = torch.no_grad();
        mutator.Alphas[key].copy_(torch.tensor(values));
    }

    [Fact]
    public void Betas_are_a_softmax_over_the_edges_of_each_node()
    {
        using var model = new DartsStackedCells(new NasSharp.Zoo.Darts.DartsNetworkOptions { Channels = 8, Cells = 3, Nodes = 2, PartialChannels = 4 });
        using var mutator = new PcDartsMutator(model, new RandomStream(1));
        Assert.Equal([2], mutator.Alphas["normal_n2_switch"].shape);
        Assert.Equal([3], mutator.Alphas["normal_n3_switch"].shape);
        Set(mutator, "normal_n3_switch", 1, 2, 3);
        var sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        Assert.Equal([Math.Exp(1) / sum, Math.Exp(2) / sum, Math.Exp(3) / sum], mutator.Weights("normal_n3_switch"), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Edge_output_is_weighted_with_beta_and_its_gradient_matches_finite_differences()
    {
        torch.manual_seed(1);
        using var model = new TinySupernet(dropout: 0).to(torch.ScalarType.Float64);
        using var mutator = new PcDartsMutator(model, new RandomStream(1));
        mutator.to(torch.ScalarType.Float64);
        var input = torch.randn([4, 3, 6, 6], torch.ScalarType.Float64);
        torch.Tensor Output()
        {
            mutator.Reset();
            return model.call(input).pow(2).sum();
        }
        Output().backward();
        foreach (var key in (string[])["node.pick", "node.1"])
        {
            var (alpha, gradient) = (mutator.Alphas[key], mutator.Alphas[key].grad!.to_array<double>());
            for (var j = 0; j < gradient.Length; j++)
            {
                const double h = 1e-6;
                double At(double shift)
                {
                    using var recording = torch.no_grad();
                    alpha.select(0, j).add_(shift);
                    var value = Output().ToDouble();
                    alpha.select(0, j).sub_(shift);
                    return value;
                }
                Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[j], 1e-5 * Math.Max(1, Math.Abs(gradient[j])));
            }
        }
    }

    [Fact]
    public void Score_of_an_edge_is_the_product_of_alpha_and_beta()
    {
        using var model = new TinySupernet();
        using var mutator = new PcDartsMutator(model, new RandomStream(1));
        Set(mutator, "node.0", 0, 2, 0, 0);
        Set(mutator, "node.1", 0, 0, 1, 0);
        // By alpha alone 0.71 to 0.48; times 0.27 and 0.73 the second edge wins.
        Set(mutator, "node.pick", 0, 1);
        Assert.Equal(Decision.One(1), mutator.Export()["node.pick"]);
        Set(mutator, "node.pick", 0, 0);
        Assert.Equal(Decision.One(0), mutator.Export()["node.pick"]);
    }

    [Fact]
    public void Warmup_of_15_epochs_and_batches_of_256_are_the_default()
    {
        var options = new PcDartsOptions();
        Assert.Equal((15, 256, 50, 6e-4, 0.1, 0), (options.WarmupEpochs, options.BatchSize, options.Epochs, options.ArchitectureLearningRate, options.LearningRate, options.MinLearningRate));
        Assert.Equal(0, new NasSharp.OneShot.Darts.DartsOptions().WarmupEpochs);
    }
}
