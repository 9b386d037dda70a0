using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data.Text;
using NasSharp.Training;
using NasSharp.Zoo.TextNas;

namespace NasSharp.Tests.Zoo.TextNas;

[Collection(nameof(ProcessWide))]
public sealed class TextNasNetworkTests : IDisposable
{
    private const double Tolerance = 1e-5; // float32, another order of summation

    private static readonly string[] Operations = ["conv1", "conv3", "conv5", "conv7", "avgpool3", "maxpool3", "gru", "attention"];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public static TheoryData<string, bool> EveryOperation => [.. from op in Operations from training in new[] { false, true } select new TheoryDataRow<string, bool>(op, training)];

    public void Dispose() => _scope.Dispose();

    // By hand: a layer has convolutions of 1, 3, 5 and 7 positions of 256 x 256 weights, a GRU with three gates in two directions, three projections, and norms of 2 x 256.
    [Fact]
    public void Network_of_the_published_size_has_the_weights_that_were_counted_by_hand()
    {
        const long Tokens = 100, Square = 256 * 256, Norm = 2 * 256;
        const long Convolutions = (1 + 3 + 5 + 7) * Square + 4 * Norm;
        const long Gru = 2 * (2 * 3 * Square + 2 * 3 * 256);
        const long Attention = 3 * (Square + 256) + Norm;
        const long Around = Tokens * 300 + 300 * 256 + Norm + 24 + 5 * 256 + 5;
        using var net = new TextNasNetwork(new TextNasOptions { Tokens = (int)Tokens });
        Assert.Equal(Around + 24 * (Convolutions + Gru + Attention + Norm), net.parameters().Sum(p => p.numel()));

        FixedArchitecture.Apply(net, SearchSpace.Of(net).First());
        Assert.Equal(Around + 24 * (Square + Norm + Norm), net.parameters().Sum(p => p.numel()));
        net.eval();
        Assert.Equal([2, 5], net.call(torch.tensor(new long[] { 5, 6, 7, 8, 9, 0 }).view(2, 3)).shape);
    }

    [Fact]
    public void Space_has_24_layers_with_eight_operations_a_window_and_any_earlier_layers()
    {
        using var model = new TextNasNetwork(new TextNasOptions { Tokens = 5, Hidden = 4, EmbeddingSize = 3 });
        var space = SearchSpace.Of(model);
        Assert.Equal(24 + 23 + 23, space.Choices.Count);
        Assert.Equal(Operations, space.Choices[0].Candidates);
        var input = space.Choices.Single(c => c.Key == "layers.9.input");
        Assert.Equal(["layer_4", "layer_5", "layer_6", "layer_7", "layer_8"], input.Candidates);
        Assert.Equal(1, input.ChosenCount);
        var skip = space.Choices.Single(c => c.Key == "layers.9.skip");
        Assert.Equal(9, skip.Candidates.Count);
        Assert.Null(skip.ChosenCount);
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public void Padding_never_changes_the_result(string operation, bool training)
    {
        using var model = Small();
        using var mutator = new RandomMutator(model, new RandomStream(3));
        var space = mutator.Space;
        mutator.Fix(Architecture.Of(space, [.. space.Choices.Select(c => c.Kind == ChoiceKind.LayerChoice
            ? Decision.One(c.Candidates.ToList().IndexOf(operation)) : Decision.One(0))]));
        // Batch statistics of the texts themselves, so that the running ones are not those of an untrained network.
        model.train();
        model.call(Texts(2));
        model.train(training);
        TensorAssert.Close(model.call(Texts(0)), model.call(Texts(6)), Tolerance);
        if (!training) // alone, the first text has no padding at all
            TensorAssert.Close(model.call(Texts(0)).narrow(0, 0, 1), model.call(torch.tensor(new long[,] { { 2, 3, 4 } })), Tolerance);
    }

    [Fact]
    public void Gradients_do_not_depend_on_padding()
    {
        using var model = Small();
        using var mutator = new RandomMutator(model, new RandomStream(5));
        mutator.Reset();
        var (near, far) = (Gradients(model, Texts(0)), Gradients(model, Texts(4)));
        Assert.Equal(near.Keys, far.Keys);
        Assert.True(near.Count > 10);
        foreach (var (name, gradient) in near)
            TensorAssert.Close(gradient, far[name], Tolerance);
    }

    [Fact]
    public void Norm_uses_the_tokens_alone()
    {
        using var norm = new MaskedNorm(1);
        var mask = TextMask.Of(torch.tensor(new long[,] { { 2, 2, 0 }, { 2, 0, 0 } }));
        var normed = norm.call(torch.tensor(new float[,] { { 1, 2, 50 }, { 6, 70, 80 } }).unsqueeze(1), mask);
        // mean 3, variance 14 / 3
        var deviation = Math.Sqrt(14.0 / 3 + 1e-5);
        TensorAssert.Close(torch.tensor(new[,] { { (float)(-2 / deviation), (float)(-1 / deviation), 0 }, { (float)(3 / deviation), 0, 0 } }), normed.squeeze(1), Tolerance);
    }

    [Theory]
    [InlineData(true, new float[] { 1.5f, 2, 2.5f, 0 })]
    [InlineData(false, new float[] { 2, 3, 3, 0 })]
    public void Pool_has_no_padding_under_its_window(bool average, float[] expected)
    {
        using var pool = new TextPool(average);
        var mask = TextMask.Of(torch.tensor(new long[,] { { 2, 2, 2, 0 } }));
        TensorAssert.Close(torch.tensor(expected), pool.call(torch.tensor(new float[] { 1, 2, 3, 0 }).view(1, 1, 4), mask).view(4), Tolerance);
    }

    [Fact]
    public void Text_without_tokens_has_a_finite_result()
    {
        using var model = Small();
        using var mutator = new RandomMutator(model, new RandomStream(5));
        mutator.Reset();
        Assert.True(model.call(torch.tensor(new long[,] { { 0, 0, 0 }, { 2, 3, 4 } })).isfinite().all().ToBoolean());
    }

    [Fact]
    public void Output_is_a_learned_mixture_of_all_layers()
    {
        using var model = Small();
        using var mutator = new RandomMutator(model, new RandomStream(1));
        mutator.Reset();
        TensorAssert.Close(torch.full([4], 0.25f), model.LayerWeights, 1e-6);
        model.call(Texts(0)).pow(2).sum().backward();
        var mixture = model.named_parameters().Single(p => p.name == "mixture").parameter;
        Assert.All(mixture.grad!.to_array<float>(), g => Assert.NotEqual(0, g));
    }

    [Fact]
    public void Derived_network_equals_the_supernets_path()
    {
        using var supernet = Small();
        using var mutator = new RandomMutator(supernet, new RandomStream(9));
        for (var draw = 0; draw < 5; draw++)
        {
            mutator.Reset();
            using var network = Small();
            FixedArchitecture.Apply(network, mutator.Drawn!).LoadStateDict(supernet.state_dict());
            supernet.eval();
            network.eval();
            TensorAssert.Close(supernet.call(Texts(3)), network.call(Texts(3)), Tolerance);
            Assert.True(network.parameters().Count() < supernet.parameters().Count());
        }
    }

    [Fact]
    public void Vectors_are_the_first_table_and_are_trained()
    {
        var vectors = torch.arange(7 * 6).to(torch.ScalarType.Float32).view(7, 6);
        using var model = Small(vectors);
        var table = model.named_parameters().Single(p => p.name == "embedding.weight").parameter;
        TensorAssert.Close(vectors, table, 0);
        Assert.True(table.requires_grad);
        Assert.Contains("[7, 5]; expected [Tokens, EmbeddingSize] = [7, 6]", Assert.Throws<ArgumentException>(() => Small(torch.zeros(7, 5))).Message);
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        using var model = Small();
        using var mutator = new RandomMutator(model, new RandomStream(9));
        long before = 0;
        for (var step = 0; step < 12; step++)
        {
            mutator.Fix(mutator.Space.Sample(new RandomStream(4)));
            using (torch.NewDisposeScope())
                model.call(Texts(step % 3)).sum().backward();
            if (step == 1)
                before = torch.Tensor.LiveCount;
        }
        Assert.Equal(before, torch.Tensor.LiveCount);
    }

    [Theory]
    [InlineData(nameof(TextNasOptions.Tokens))]
    [InlineData(nameof(TextNasOptions.Hidden))]
    [InlineData(nameof(TextNasOptions.Layers))]
    [InlineData(nameof(TextNasOptions.RecurrentDropout))]
    public void Options_out_of_range_are_named(string option)
    {
        var good = new TextNasOptions { Tokens = 5 };
        var bad = option switch
        {
            nameof(TextNasOptions.Tokens) => good with { Tokens = 1 },
            nameof(TextNasOptions.Hidden) => good with { Hidden = 6 },
            nameof(TextNasOptions.Layers) => good with { Layers = 0 },
            _ => good with { RecurrentDropout = 1 },
        };
        Assert.Contains(option, Assert.Throws<ArgumentOutOfRangeException>(() => new TextNasNetwork(bad)).Message);
    }

    private static TextNasNetwork Small(torch.Tensor? vectors = null)
    {
        torch.manual_seed(1);
        return new TextNasNetwork(new TextNasOptions
        {
            Tokens = 7, Classes = 3, Layers = 4, Hidden = 8, EmbeddingSize = 6, Heads = 2, Window = 2,
            EmbeddingDropout = 0, ConvolutionDropout = 0, RecurrentDropout = 0, AttentionDropout = 0,
        }, vectors);
    }

    // Three texts of 3, 5 and 1 tokens, and as much padding as wished.
    private static torch.Tensor Texts(int padding)
    {
        long[][] texts = [[2, 3, 4], [5, 6, 2, 2, 3], [6]];
        var tokens = texts.SelectMany(t => t.Concat(Enumerable.Repeat((long)Vocabulary.Pad, 5 + padding - t.Length))).ToArray();
        return torch.tensor(tokens).view(3, 5 + padding);
    }

    private static Dictionary<string, torch.Tensor> Gradients(TextNasNetwork model, torch.Tensor texts)
    {
        model.zero_grad();
        model.call(texts).pow(2).sum().backward();
        return model.named_parameters().Where(p => p.parameter.grad is not null).ToDictionary(p => p.name, p => p.parameter.grad!.clone());
    }
}
