using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Darts;

public class DartsNetworkTests
{
    private static readonly DartsNetworkOptions Small = new() { Channels = 4, Cells = 3, Nodes = 3, ImageSize = 8, Classes = 5, InputChannels = 1 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pruned_network_computes_what_the_supernet_computes_on_that_path(bool training)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            using var scope = NewDisposeScope();
            manual_seed(seed);
            var net = new DartsStackedCells(Small);
            net.train(training);
            var x = randn([2, 1, 8, 8]);
            Architecture architecture;
            Tensor expected;
            using (var mutator = new RandomMutator(net, new Random(seed)))
            {
                architecture = mutator.Export();
                mutator.Fix(architecture);
                expected = net.call(x);
            }
            var supernet = net.state_dict().Count;
            FixedArchitecture.Apply(net, architecture);
            // The same operators on the same numbers in the same order.
            TensorAssert.Close(expected, net.call(x), 0);
            Assert.True(net.state_dict().Count < supernet / 3);
            net.Dispose();
        }
    }

    [Fact]
    public void Supernet_weights_load_into_the_fixed_network()
    {
        using var scope = NewDisposeScope();
        var (supernet, net) = (new DartsStackedCells(Small), new DartsStackedCells(Small));
        var architecture = SearchSpace.Of(supernet).Sample(new Random(1));
        var applied = FixedArchitecture.Apply(net, architecture);
        applied.LoadStateDict(supernet.state_dict());
        var x = randn([2, 1, 8, 8]);
        FixedArchitecture.Apply(supernet, architecture);
        TensorAssert.Close(Evaluated(supernet, x), Evaluated(net, x), 0);
        Assert.Equal(applied.Architecture.ToJson(), architecture.ToJson());
    }

    private static Tensor Evaluated(DartsStackedCells net, Tensor x)
    {
        net.eval();
        return net.call(x);
    }

    [Fact]
    public void Fixed_network_holds_only_edges_that_are_taken_under_short_names()
    {
        var net = new DartsStackedCells(Small);
        FixedArchitecture.Apply(net, SearchSpace.Of(net).First());
        var names = net.named_modules().Select(m => m.name).ToHashSet();
        Assert.Contains("cells.0.nodes.2.edges.1.pool", names);
        Assert.DoesNotContain("cells.0.nodes.2.edges.2", names);
        Assert.DoesNotContain(names, n => n.Contains("sepconv"));
        Assert.Contains("cells.0.nodes.0.edges.0.norm.running_mean", net.state_dict().Keys);
    }

    [Fact]
    public void Gradients_of_the_mixed_supernet_reach_weights_and_every_operation()
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small);
        var alphas = SearchSpace.Of(net).Choices.ToDictionary(c => c.Key, c => full([c.Candidates.Count], 1f / 8, requires_grad: true));
        using var mutator = new GivenMutator(net, space => [.. space.Choices.Select(c => c.Kind == ChoiceKind.LayerChoice
            ? Execution.Mix(alphas[c.Key]) : Execution.All(c.Candidates.Count))]);
        var logits = net.call(randn([2, 1, 8, 8]));
        Assert.Equal([2, 5], logits.shape);
        logits.square().sum().backward();
        Assert.All(net.named_parameters(), p => Assert.NotNull(p.parameter.grad));
        Assert.All(alphas.Where(a => !a.Key.EndsWith("switch")), a => Assert.NotNull(a.Value.grad));
    }

    [Theory]
    [InlineData(32, 3)]
    [InlineData(28, 1)]
    [InlineData(7, 1)]
    [InlineData(4, 1)]
    public void Network_takes_images_of_even_and_odd_size(int size, int channels)
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small with { ImageSize = size, InputChannels = channels, AuxiliaryHead = true });
        using var mutator = new RandomMutator(net, new Random(0));
        mutator.Fix(new Architecture(mutator.Space, mutator.Space.Choices.Select(c => KeyValuePair.Create(c.Key, c.Kind == ChoiceKind.LayerChoice
            ? Decision.Many(Enumerable.Range(0, 7)) : Decision.Many(0, 1)))));
        var (logits, auxiliary) = net.forward_auxiliary(randn([2, channels, size, size]));
        Assert.Equal([2, 5], logits.shape);
        Assert.Equal([2, 5], auxiliary!.shape);
    }

    [Fact]
    public void Auxiliary_head_speaks_in_training_only()
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small with { AuxiliaryHead = true });
        using var mutator = new RandomMutator(net, new Random(0));
        var x = randn([2, 1, 8, 8]);
        Assert.NotNull(net.forward_auxiliary(x).auxiliary);
        net.eval();
        Assert.Null(net.forward_auxiliary(x).auxiliary);
        Assert.Contains(net.named_parameters(), p => p.name == "auxiliary.classifier.weight");
        Assert.DoesNotContain(new DartsStackedCells(Small).named_parameters(), p => p.name.StartsWith("auxiliary"));
    }

    [Fact]
    public void Drop_path_drops_whole_samples_scales_the_rest_and_leaves_evaluation_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        const int samples = 4000;
        const double probability = 0.3;
        var path = ones([samples, 2, 1, 1]);
        var values = NasSharp.Zoo.DropPath.Apply(path, probability).data<float>().ToArray();
        // Binomial: 5 standard deviations fail less than once in a million.
        Assert.InRange(values.Count(v => v == 0) / 2.0, samples * probability - 5 * Math.Sqrt(samples * 0.21), samples * probability + 5 * Math.Sqrt(samples * 0.21));
        Assert.All(values.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        Assert.All(values, v => Assert.True(v == 0 || Math.Abs(v - 1 / 0.7) < 1e-6));

        var net = new DartsStackedCells(Small);
        FixedArchitecture.Apply(net, SearchSpace.Of(net).First());
        net.eval();
        var x = randn([2, 1, 8, 8]);
        var expected = net.call(x);
        net.DropPathProbability = 0.5;
        Assert.Equal(0.5, net.DropPathProbability);
        TensorAssert.Close(expected, net.call(x), 0);
        net.train();
        Assert.NotEqual(net.call(x).data<float>().ToArray(), net.call(x).data<float>().ToArray());
    }

    [Fact]
    public void Drop_path_spares_the_identity()
    {
        using var scope = NewDisposeScope();
        var cell = new DartsCell(2, 3, 3, 4, reductionPrevious: false, reduction: false, DartsPhase.Retraining);
        var space = SearchSpace.Of(cell);
        FixedArchitecture.Apply(cell, new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key,
            c.Kind == ChoiceKind.LayerChoice ? Decision.One(2) : Decision.Many(0, 1)))));
        cell.DropPathProbability = 0.9;
        var x = randn([8, 3, 4, 4]);
        Assert.Equal(cell.call(x, x).data<float>().ToArray(), cell.call(x, x).data<float>().ToArray());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Drop_path_probability_out_of_range_is_refused(double probability)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new DartsStackedCells(Small).DropPathProbability = probability);

    public static TheoryData<DartsNetworkOptions, string> WrongOptions => new()
    {
        { new DartsNetworkOptions { Channels = 0 }, "DartsNetworkOptions.Channels is out of range; allowed are 2 or more" },
        { new DartsNetworkOptions { Channels = 5 }, "DartsNetworkOptions.Channels is out of range; allowed are even numbers" },
        { new DartsNetworkOptions { Cells = 0 }, "DartsNetworkOptions.Cells" },
        { new DartsNetworkOptions { Nodes = 0 }, "DartsNetworkOptions.Nodes" },
        { new DartsNetworkOptions { Classes = 0 }, "DartsNetworkOptions.Classes" },
        { new DartsNetworkOptions { InputChannels = 0 }, "DartsNetworkOptions.InputChannels" },
        { new DartsNetworkOptions { ImageSize = 3 }, "DartsNetworkOptions.ImageSize is out of range; allowed are 4 or more" },
        { new DartsNetworkOptions { ImageSize = 31, Stem = DartsStem.ImageNet }, "allowed are 32 or more" },
        { new DartsNetworkOptions { StemMultiplier = 0 }, "DartsNetworkOptions.StemMultiplier" },
        { new DartsNetworkOptions { Stem = (DartsStem)9 }, "allowed are Cifar, ImageNet" },
        { new DartsNetworkOptions { Phase = (DartsPhase)9 }, "allowed are Search, Retraining" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions), DisableDiscoveryEnumeration = true)]
    public void Wrong_option_is_named_with_what_is_allowed(DartsNetworkOptions options, string expected)
        => Assert.Contains(expected, Assert.Throws<ArgumentOutOfRangeException>(() => new DartsStackedCells(options)).Message);
}
