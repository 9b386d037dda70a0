using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.Enas;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Enas;

public class EnasNetworkTests
{
    private static readonly EnasMacroOptions Macro = new() { Layers = 5, Channels = 4, Classes = 3 };
    private static readonly EnasMicroOptions Micro = new() { Layers = 3, Nodes = 3, Channels = 4, Classes = 3, AuxiliaryHead = true };

    [Theory]
    [InlineData(true, 16)]
    [InlineData(true, 9)]
    [InlineData(false, 16)]
    [InlineData(false, 9)]
    public void Applied_architecture_computes_what_the_supernet_computes(bool macro, int size)
    {
        using var scope = NewDisposeScope();
        var random = new Random(size);
        for (var trial = 0; trial < 4; trial++)
        {
            manual_seed(trial);
            var model = Make(macro);
            var images = randn(2, 3, size, size);
            Architecture architecture;
            Tensor expected;
            using (var mutator = new RandomMutator(model, random))
            {
                model.train();
                model.call(images);
                model.eval();
                expected = model.call(images);
                architecture = mutator.Drawn!;
            }
            Assert.Equal([2, 3], expected.shape);
            var before = model.parameters().Sum(p => p.numel());
            FixedArchitecture.Apply(model, architecture);
            Assert.True(model.parameters().Sum(p => p.numel()) < before);
            Assert.True(allclose(expected, model.call(images), 1e-5, 1e-5));
        }
    }

    // Every tensor is reduced and kept, whether a layer adds it or not.
    [Fact]
    public void Macro_model_equals_the_plain_computation()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var model = new EnasMacroModel(Macro);
        using var mutator = new RandomMutator(model, new Random(1));
        model.eval();
        var images = randn(2, 3, 8, 8);
        var parts = model.named_children().ToDictionary(c => c.name, c => c.module);
        Tensor Call(string name, Tensor x) => ((nn.Module<Tensor, Tensor>)parts[name]).call(x);
        for (var trial = 0; trial < 5; trial++)
        {
            mutator.Reset();
            var tensors = new List<Tensor?> { Call("stemNorm", Call("stem", images)) };
            foreach (var (index, layer) in model.Layers.Index())
            {
                tensors.Add(layer.call(tensors));
                if (index is 0 or 2)
                    tensors = [.. tensors.Select(t => Call(index == 0 ? "reduce1" : "reduce2", t!))];
            }
            var expected = Call("classifier", tensors[^1]!.mean([2, 3]));
            Assert.True(allclose(expected, model.call(images), 1e-5, 1e-6));
        }
    }

    [Fact]
    public void Micro_cell_joins_exactly_what_no_node_takes()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var cell = new EnasMicroLayer(2, 4, 4, 4, reduction: false);
        var space = SearchSpace.Of(cell);
        var weight = cell.named_parameters().Single(p => p.name == "finalWeight").parameter.clone();
        // Node 0 takes the first input twice, unchanged; node 1 takes node 0 twice: the second input and node 1 are left.
        FixedArchitecture.Apply(cell, new Architecture(space, space.Keys.Select(key => KeyValuePair.Create(key,
            Decision.One(key.EndsWith("_op") ? 4 : key.StartsWith("normal_node_0") ? 0 : 2)))));
        cell.eval();
        var (a, b) = (randn(2, 4, 5, 5), randn(2, 4, 5, 5));
        var (previous, output) = cell.call(a, b);
        Assert.Equal([4, 2, 4, 1, 1], cell.named_parameters().Single(p => p.name == "finalWeight").parameter.shape);
        var joined = nn.functional.relu(cat([b, a * 4], 1));
        var expected = nn.functional.conv2d(joined, cat([weight.select(1, 1), weight.select(1, 3)], 1)) / Math.Sqrt(1 + 1e-5);
        Assert.True(allclose(expected, output, 1e-5, 1e-6));
        Assert.True(allclose(b, previous));
    }

    [Fact]
    public void Micro_network_gives_auxiliary_logits_in_training_only()
    {
        using var scope = NewDisposeScope();
        var network = new EnasMicroNetwork(Micro);
        using var mutator = new RandomMutator(network, new Random(2));
        network.DropPathProbability = 0.3;
        network.train();
        Assert.Equal([2, 3], network.forward_auxiliary(randn(2, 3, 16, 16)).auxiliary!.shape);
        network.eval();
        Assert.Null(network.forward_auxiliary(randn(2, 3, 16, 16)).auxiliary);
    }

    private static nn.Module<Tensor, Tensor> Make(bool macro) => macro ? new EnasMacroModel(Macro) : new EnasMicroNetwork(Micro);
}
