using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Observation;
using NasSharp.Zoo.Darts;
using NasSharp.Zoo.Darts.Fused;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Darts;

public class DartsFusionTests
{
    private static readonly DartsNetworkOptions Small = new() { Channels = 4, Cells = 3, Nodes = 3, ImageSize = 16, Classes = 5, InputChannels = 3 };

    // Few cells: through many, differences in the last bit grow where a ReLU or a maximum decides otherwise.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Fused_cell_gives_the_outputs_gradients_and_statistics_of_its_candidates(bool reductionPrevious, bool reduction)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var cell = new CellAlone(reductionPrevious, reduction);
        long size = 12;
        var s0 = randn([4, 10, reductionPrevious ? 2 * size : size, reductionPrevious ? 2 * size : size]).requires_grad_();
        var s1 = randn([4, 12, size, size]).requires_grad_();
        var weights = cell.NewWeights();
        using var mutator = cell.Mix(weights);

        var expected = cell.Run(s0, s1, weights, fuse: false);
        var actual = cell.Run(s0, s1, weights, fuse: true);

        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (name, value) in expected)
            AssertClose(value, actual[name], name);
    }

    [Fact]
    public void Fused_network_trains_on_as_its_candidates_would()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (plain, fused) = (new DartsStackedCells(Small) { FuseEdges = false }, new DartsStackedCells(Small));
        fused.load_state_dict(plain.state_dict());
        var x = randn([4, 3, 16, 16]);
        var losses = new[] { plain, fused }.Select(net =>
        {
            using var mutator = EvenMix(net);
            var optimizer = optim.SGD(net.parameters(), 0.01);
            return Enumerable.Range(0, 3).Select(_ =>
            {
                optimizer.zero_grad();
                var loss = net.call(x).square().sum();
                loss.backward();
                optimizer.step();
                return loss.ToDouble();
            }).ToArray();
        }).ToArray();
        for (var i = 0; i < losses[0].Length; i++)
            Assert.Equal(losses[0][i], losses[1][i], 1e-3 * Math.Abs(losses[0][i]));
        foreach (var (name, value) in plain.state_dict())
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                Assert.Equal(value.ToInt64(), fused.state_dict()[name].ToInt64());
    }

    [Fact]
    public void Fused_network_evaluates_as_its_candidates_would()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var net = new DartsStackedCells(Small);
        using var mutator = EvenMix(net);
        var x = randn([4, 3, 16, 16]);
        net.call(x);
        net.eval();
        using var recording = no_grad();
        var fused = net.call(x);
        net.FuseEdges = false;
        AssertClose(net.call(x), fused, "logits");
    }

    [Fact]
    public void Fused_network_runs_one_path_as_its_candidates_would()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var net = new DartsStackedCells(Small);
        using var mutator = new RandomMutator(net, new Random(5));
        mutator.Fix(mutator.Export());
        var x = randn([4, 3, 16, 16]);
        var fused = net.call(x);
        net.FuseEdges = false;
        AssertClose(net.call(x), fused, "logits");
    }

    [Fact]
    public void Hooks_of_candidates_are_called()
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small);
        using var mutator = EvenMix(net);
        var calls = 0;
        var convolution = (Conv2d)net.named_modules().First(m => m.name.EndsWith("sepconv3x3.first.depthwise", StringComparison.Ordinal)).module;
        using var hook = convolution.register_forward_hook((_, _, output) =>
        {
            calls++;
            return output;
        });
        net.call(randn([2, 3, 16, 16]));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Observer_sees_the_operators_of_every_candidate()
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small);
        using var mutator = EvenMix(net);
        var seen = new NameCounter();
        using (Observers.Observe(seen))
            net.call(randn([2, 3, 16, 16]));
        Assert.DoesNotContain("nassharp::mixed_edges", seen.Names);
        Assert.Contains("aten::max_pool2d", seen.Names);
    }

    [Fact]
    public void Network_in_float64_and_with_odd_sizes_runs()
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small);
        using (EvenMix(net))
            Assert.Equal([2, 5], net.call(randn([2, 3, 15, 13])).shape);
        net.to(ScalarType.Float64);
        using var mutator = EvenMix(net, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, net.call(randn([2, 3, 16, 16], ScalarType.Float64)).dtype);
    }

    [Fact]
    public void Second_gradient_needs_the_candidates_one_by_one()
    {
        using var scope = NewDisposeScope();
        var net = new DartsStackedCells(Small);
        using var mutator = EvenMix(net);
        var x = randn([2, 3, 16, 16], requires_grad: true);
        var error = Assert.Throws<TorchException>(() => autograd.grad([net.call(x).square().sum()], [x], create_graph: true));
        Assert.Contains("FuseEdges = false", error.Message);
        net.FuseEdges = false;
        var first = autograd.grad([net.call(x).square().sum()], [x], create_graph: true)[0];
        Assert.Equal(x.shape, autograd.grad([first.square().sum()], [x])[0].shape);
    }

    private static GivenMutator EvenMix(DartsStackedCells net, ScalarType type = ScalarType.Float32) =>
        new(net, space => [.. space.Choices.Select(c => c.Kind == ChoiceKind.LayerChoice
            ? Execution.Mix(full([c.Candidates.Count], 1.0 / 8, type)) : Execution.All(c.Candidates.Count))]);

    private static void AssertClose(Tensor expected, Tensor actual, string name)
    {
        var (e, a) = (expected.detach().to(ScalarType.Float64), actual.detach().to(ScalarType.Float64));
        var distance = (a - e).norm().ToDouble() / Math.Max(e.norm().ToDouble(), 1e-6);
        Assert.True(distance <= 1e-4, $"{name}: relative distance {distance:e2}");
    }

    private sealed class NameCounter : IOperatorObserver
    {
        public HashSet<string> Names { get; } = [];

        public void OnCall(Operator op, ReadOnlySpan<Arg> inputs, ReadOnlySpan<Tensor> outputs, IReadOnlyList<nn.Module> modules) => Names.Add(op.Name);
    }

    /// <summary>One cell of 3 nodes and 8 channels, with what a backward through it leaves.</summary>
    private sealed class CellAlone(bool reductionPrevious, bool reduction)
    {
        private readonly DartsCell _cell = new(nodes: 3, channelsBeforePrevious: 10, channelsPrevious: 12, channels: 8, reductionPrevious, reduction);

        public Tensor[] NewWeights() => [.. SearchSpace.Of(_cell).Choices.Where(c => c.Kind == ChoiceKind.LayerChoice)
            .Select(c => softmax(randn([c.Candidates.Count]), 0).detach().requires_grad_())];

        public GivenMutator Mix(Tensor[] weights)
        {
            var next = 0;
            return new(_cell, space => [.. space.Choices.Select(c => c.Kind == ChoiceKind.LayerChoice
                ? Execution.Mix(weights[next++ % weights.Length]) : Execution.All(c.Candidates.Count))]);
        }

        public Dictionary<string, Tensor> Run(Tensor s0, Tensor s1, Tensor[] weights, bool fuse)
        {
            _cell.FuseEdges = fuse;
            // Both runs would be equal, too, if nothing could be fused.
            Assert.NotNull(MixedEdges.TryRun([.. _cell.Nodes.Select(n => n.Edges[0])], randn([1, 8, 4, 4]), training: true));
            foreach (var module in _cell.modules().OfType<BatchNorm2d>())
                module.reset_running_stats();
            var output = _cell.call(s0, s1);
            var loss = (output * arange(0, output.numel()).reshape(output.shape).sin()).sum();
            Tensor[] inputs = [s0, s1, .. weights, .. _cell.parameters()];
            var gradients = autograd.grad([loss], inputs);
            var result = new Dictionary<string, Tensor> { ["output"] = output };
            for (var i = 0; i < inputs.Length; i++)
                result.Add($"gradient {i}", gradients[i]);
            foreach (var (name, buffer) in _cell.named_buffers())
                result.Add(name, buffer.clone());
            return result;
        }
    }
}
