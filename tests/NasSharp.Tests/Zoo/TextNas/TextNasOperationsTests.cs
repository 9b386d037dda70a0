using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.TextNas;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.TextNas;

/// <summary>The operations of TextNAS (Wang et al. 2020, section 3.2) against their formulas, computed here number by number. Norms are in evaluation mode with a variance of 4.</summary>
public sealed class TextNasOperationsTests : IDisposable
{
    private const int Features = 4, Length = 3;
    private static readonly double Deviation = Math.Sqrt(4 + 1e-5);

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TextMask _mask = TextMask.Of(ones([1, Length], ScalarType.Int64) + 4);
    private readonly Tensor _input;

    public TextNasOperationsTests()
    {
        manual_seed(3);
        _input = randn([1, Features, Length]);
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Attention_weighs_rectified_values_with_the_softmax_of_scaled_products_in_each_head()
    {
        using var attention = new TextAttention(Features, heads: 2, dropProbability: 0);
        Evaluate(attention);
        var (q, k, v) = (Projected(attention, "query"), Projected(attention, "key"), Projected(attention, "value"));
        var output = attention.call(_input, _mask);
        for (var t = 0; t < Length; t++)
            for (var c = 0; c < Features; c++)
            {
                int[] head = c < 2 ? [0, 1] : [2, 3];
                var weights = Enumerable.Range(0, Length).Select(s => Math.Exp(head.Sum(i => q[t, i] * k[s, i]) / Math.Sqrt(2))).ToArray();
                Assert.Equal(weights.Select((w, s) => w * v[s, c]).Sum() / weights.Sum() / Deviation, output[0, c, t].ToDouble(), 1e-5);
            }
    }

    [Fact]
    public void Recurrence_adds_both_directions()
    {
        using var recurrence = new TextRecurrence(Features, dropProbability: 0);
        Evaluate(recurrence);
        using var forwards = nn.GRU(Features, Features, batchFirst: true);
        using var backwards = nn.GRU(Features, Features, batchFirst: true);
        var state = recurrence.state_dict();
        using (no_grad())
            foreach (var (name, value) in state)
                (name.EndsWith("_reverse", StringComparison.Ordinal) ? backwards : forwards).state_dict()[name.Replace("unit.", "").Replace("_reverse", "")].copy_(value);
        var texts = _input.transpose(1, 2);
        var expected = forwards.call(texts).Item1 + backwards.call(texts.flip(1)).Item1.flip(1);
        TensorAssert.Close(expected.transpose(1, 2), recurrence.call(_input, _mask), 1e-5);
    }

    [Fact]
    public void Convolution_is_normed_and_rectified()
    {
        using var convolution = new TextConvolution(Features, 8, kernel: 3, dropProbability: 0);
        Evaluate(convolution);
        var (w, x) = (convolution.state_dict()["convolution.weight"], _input);
        var output = convolution.call(x, _mask);
        var below = 0;
        for (var c = 0; c < 8; c++)
            for (var t = 0; t < Length; t++)
            {
                var sum = 0.0;
                for (var i = 0; i < Features; i++)
                    for (var d = -1; d <= 1; d++)
                        if (t + d is >= 0 and < Length)
                            sum += w[c, i, d + 1].ToDouble() * x[0, i, t + d].ToDouble();
                below += sum < 0 ? 1 : 0;
                Assert.Equal(Math.Max(0, sum) / Deviation, output[0, c, t].ToDouble(), 1e-5);
            }
        Assert.InRange(below, 1, 8 * Length - 1);
    }

    [Fact]
    public void Layer_adds_the_skips_to_its_operation_and_norms_the_sum()
    {
        using var layers = new TwoLayers(new TextNasOptions { Tokens = 9, Hidden = Features, Heads = 2 });
        var space = SearchSpace.Of(layers);
        FixedArchitecture.Apply(layers, new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key,
            c.Kind == ChoiceKind.LayerChoice ? Decision.One(c.Candidates.ToList().IndexOf("avgpool3")) : Decision.One(0)))));
        Evaluate(layers);
        var output = layers.Second.call([_input], _mask);
        var mean = nn.functional.avg_pool1d(_input, 3, 1, 1, count_include_pad: false);
        TensorAssert.Close((mean + _input) / Deviation, output, 1e-5);
    }

    private static void Evaluate(nn.Module module)
    {
        module.eval();
        foreach (var (name, variance) in module.named_buffers().Where(b => b.name.EndsWith("running_var", StringComparison.Ordinal)))
            variance.fill_(4);
    }

    // [L, C] after the projection, rectified.
    private double[,] Projected(nn.Module module, string name)
    {
        var state = module.state_dict();
        var projected = nn.functional.linear(_input.transpose(1, 2), state[$"{name}.weight"], state[$"{name}.bias"])[0];
        var numbers = new double[Length, Features];
        for (var t = 0; t < Length; t++)
            for (var c = 0; c < Features; c++)
                numbers[t, c] = Math.Max(0, projected[t, c].ToDouble());
        return numbers;
    }

    private sealed class TwoLayers : nn.Module<Tensor, Tensor>
    {
        private readonly TextNasLayer first, second;

        public TwoLayers(TextNasOptions options)
            : base(nameof(TwoLayers))
        {
            (first, second) = (new TextNasLayer("layer_0", [], options), new TextNasLayer("layer_1", ["layer_0"], options));
            RegisterComponents();
        }

        public TextNasLayer Second => second;

        public override Tensor forward(Tensor input)
        {
            var mask = TextMask.Of(ones([1, Length], ScalarType.Int64));
            return second.call([first.call([input], mask)], mask);
        }
    }
}
