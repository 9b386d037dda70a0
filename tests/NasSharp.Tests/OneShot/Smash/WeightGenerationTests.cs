using NasSharp.OneShot.Smash;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Smash;

[Collection(nameof(ProcessWide))]
public sealed class WeightGenerationTests : IDisposable
{
    private static readonly SmashOptions Small = new() { HyperLayers = 2, HyperGrowth = 3 };

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Gradients_of_the_hypernetwork_match_finite_differences()
    {
        using var model = new TinySupernet(dropout: 0);
        using var mutator = new RandomMutator(model, new RandomStream(3));
        using var generation = new WeightGeneration(model, mutator.Space, null, Small, seed: 1);
        model.to(torch.ScalarType.Float64);
        generation.Network.to(torch.ScalarType.Float64);
        model.eval();
        var images = torch.randn([4, 3, 6, 6], dtype: torch.ScalarType.Float64, generator: new torch.Generator(1));
        // The path with all convolutions, so that every weight counts.
        var architecture = Architecture.Parse(mutator.Space, """{"node.0": "conv", "node.1": "conv", "node.pick": "node.0"}""");
        mutator.Fix(architecture);
        torch.Tensor Loss() => model.call(images).pow(2).sum();

        generation.PutForTraining(architecture);
        Loss().backward();
        generation.LeadBack();

        double Numeric(Parameter parameter, long index)
        {
            using var recording = torch.no_grad();
            const double Step = 1e-6;
            var flat = parameter.view(-1);
            double At(double shift)
            {
                flat[index].add_(shift);
                generation.Put(architecture);
                var loss = Loss().ToDouble();
                flat[index].sub_(shift);
                return loss;
            }
            return (At(Step) - At(-Step)) / (2 * Step);
        }

        var compared = 0;
        foreach (var (name, parameter) in generation.Network.named_parameters())
        {
            if (parameter.grad is not { } gradient)
                continue;
            for (var index = 0L; index < parameter.numel(); index += Math.Max(1, parameter.numel() / 5))
            {
                var expected = Numeric(parameter, index);
                var found = gradient.contiguous().view(-1)[index].ToDouble();
                Assert.True(Math.Abs(expected - found) < 1e-5 * Math.Max(1, Math.Abs(expected)), $"{name}[{index}]: expected {expected}, found {found}");
                compared += Math.Abs(expected) > 1e-6 ? 1 : 0;
            }
        }
        Assert.True(compared > 30, $"only {compared} gradients are not zero");
    }

    [Fact]
    public void Weights_that_the_architecture_does_not_use_give_no_gradient()
    {
        using var model = new TinySupernet(dropout: 0);
        using var mutator = new RandomMutator(model, new RandomStream(3));
        using var generation = new WeightGeneration(model, mutator.Space, null, Small, seed: 1);
        var architecture = Architecture.Parse(mutator.Space, """{"node.0": "skip", "node.1": "pool", "node.pick": "node.0"}""");
        mutator.Fix(architecture);
        generation.PutForTraining(architecture);
        model.call(torch.randn(2, 3, 6, 6)).pow(2).sum().backward();
        generation.LeadBack();
        var unused = generation.Weights.Index().First(w => w.Item.Parameter.StartsWith("edge0", StringComparison.Ordinal)).Index;
        var used = generation.Weights.Index().First(w => w.Item.Parameter.StartsWith("stem", StringComparison.Ordinal)).Index;
        var parameters = generation.Network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        Assert.Null(parameters[$"map{unused}"].grad);
        Assert.NotNull(parameters[$"map{used}"].grad);
    }

    [Fact]
    public void Generated_weights_depend_on_the_architecture_and_have_the_learned_length()
    {
        using var model = new TinySupernet();
        using var mutator = new RandomMutator(model, new RandomStream(3));
        using var generation = new WeightGeneration(model, mutator.Space, [new GeneratedWeight("head.weight", ["node.0"])], Small, seed: 1);
        var head = model.named_parameters().Single(p => p.name == "head.weight").parameter;
        torch.Tensor Of(string json)
        {
            generation.Put(Architecture.Parse(mutator.Space, json));
            return head.detach().clone();
        }

        var conv = Of("""{"node.0": "conv", "node.1": "conv", "node.pick": "node.0"}""");
        var pool = Of("""{"node.0": "pool", "node.1": "conv", "node.pick": "node.0"}""");
        // The weight was said to depend on node.0 alone.
        var other = Of("""{"node.0": "pool", "node.1": "skip", "node.pick": "node.1"}""");
        Assert.NotEqual(conv.to_array<float>(), pool.to_array<float>());
        Assert.Equal(pool.to_array<float>(), other.to_array<float>());
        TensorAssert.Close(torch.full([TinySupernet.Classes], (float)Math.Sqrt(2)), conv.pow(2).sum(1).sqrt(), 1e-5);
    }

    [Fact]
    public void Encoding_has_a_place_for_activity_and_one_for_each_candidate()
    {
        using var model = new TinySupernet();
        var space = SearchSpace.Of(model);
        var encoding = new ArchitectureEncoding(space, [new("a", ["node.1", "node.pick"]), new("b", ["node.pick"])]);
        Assert.Equal((2, 4 + 3), (encoding.Rows, encoding.Width));
        var encoded = encoding.Encode(Architecture.Parse(space, """{"node.0": "conv", "node.1": "skip", "node.pick": "node.1"}"""));
        Assert.Equal([1L, 7, 2], encoded.shape);
        Assert.Equal([1f, 0, 0, 1, 1, 0, 1], encoded[0].t()[0].contiguous().to_array<float>());
        Assert.Equal([1f, 0, 1, 0, 0, 0, 0], encoded[0].t()[1].contiguous().to_array<float>());
    }

    [Fact]
    public void Size_is_that_of_the_network_and_is_limited()
    {
        using var model = new TinySupernet();
        var space = SearchSpace.Of(model);
        using var generation = new WeightGeneration(model, space, null, Small, seed: 1);
        var size = generation.Network.parameters().Sum(p => p.numel());
        using var fits = new WeightGeneration(model, space, null, Small with { MaxHyperParameters = size }, seed: 1);
        Assert.Contains($"would have {size} parameters", Assert.Throws<SearchSpaceException>(
            () => new WeightGeneration(model, space, null, Small with { MaxHyperParameters = size - 1 }, seed: 1)).Message);
    }

    [Theory]
    [InlineData("no.weight", "node.0", "has no parameter 'no.weight'")]
    [InlineData("head.bias", "node.0", "'head.bias' has 1 dimensions")]
    [InlineData("head.weight", "node.9", "choice 'node.9', which the space does not have")]
    [InlineData("head.weight", "", "depends on no choice")]
    public void What_cannot_be_generated_is_named(string parameter, string choice, string expected)
    {
        using var model = new TinySupernet();
        var weights = new[] { new GeneratedWeight(parameter, choice.Length == 0 ? [] : [choice]) };
        Assert.Contains(expected, Assert.Throws<SearchSpaceException>(() => new WeightGeneration(model, SearchSpace.Of(model), weights, Small, 1)).Message);
    }
}
