using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Kernels;

[Collection(nameof(KernelTests))]
public sealed class WeightedSumTests
{
    private static readonly float[] Half = [0.5f];
    private static readonly float[] Weights = [0.3f, 0, 0.5f, -0.2f];

    [Theory]
    [InlineData(new long[] { 2, 16, 8, 8 }, true)]
    [InlineData(new long[] { 3, 5, 7, 3 }, false)]
    [InlineData(new long[] { 1 }, false)]
    [InlineData(new long[] { 130, 65 }, false)]
    [InlineData(new long[] { 2, 32, 40, 40 }, true)]
    public void Weighted_sum_equals_the_sum_of_products_forward_and_backward(long[] shape, bool channelsLast)
    {
        using var scope = torch.NewDisposeScope();
        var xs = Enumerable.Range(0, 4).Select(k => KernelCheck.Random(shape, k)).Select(x => (channelsLast ? x.ChannelsLast() : x).requires_grad_()).ToArray();
        var weights = torch.tensor(Weights).requires_grad_();
        var exactXs = xs.Select(x => x.AsDoubleLeaf()).ToArray();
        var exactWeights = weights.AsDoubleLeaf();
        var expected = Enumerable.Range(0, 4).Select(k => exactWeights.select(0, k) * exactXs[k]).Aggregate((sum, term) => sum + term);
        var outGrad = KernelCheck.Random(shape, 9);
        var expectedGrads = torch.autograd.grad([expected], [exactWeights, exactXs[0], exactXs[2], exactXs[3]], [outGrad.to(torch.float64)]);

        KernelCheck.ForEachInstructionSet(() =>
        {
            var actual = KernelCheck.WeightedSum.Call(xs, weights);
            KernelCheck.Close(actual, expected, 1e-6, "output");
            var grads = torch.autograd.grad([actual], [weights, xs[0], xs[2], xs[3]], [channelsLast ? outGrad.ChannelsLast() : outGrad]);
            for (var i = 0; i < grads.Length; i++)
                KernelCheck.Close(grads[i], expectedGrads[i], 2e-6, $"gradient {i}");
        });
    }

    [Fact]
    public void Term_with_weight_zero_is_not_read()
    {
        using var scope = torch.NewDisposeScope();
        var bad = torch.full([2, 3], double.NaN);
        var result = KernelCheck.WeightedSum.Call(new[] { torch.ones([2, 3]), bad }, torch.tensor(new float[] { 2, 0 }));
        Assert.Equal([2f, 2, 2, 2, 2, 2], result.to_array<float>());
    }

    [Theory]
    [InlineData(torch.float32)]
    [InlineData(torch.float64)]
    public void Gradient_of_a_weight_that_is_zero_is_exact(torch.ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        var weights = torch.tensor(new[] { 0.0, 1.0 }, type, requires_grad: true);
        var xs = new[] { torch.full([4], 3.0, type), torch.full([4], 5.0, type) };
        KernelCheck.WeightedSum.Call(xs, weights).sum().backward();
        Assert.Equal([12.0, 20.0], weights.grad!.to(torch.float64).to_array<double>());
    }

    [Fact]
    public void Weighted_sum_of_nothing_but_zero_weights_is_zero()
    {
        using var scope = torch.NewDisposeScope();
        var result = KernelCheck.WeightedSum.Call(new[] { torch.ones([3]) }, torch.zeros([1]));
        Assert.Equal([0f, 0, 0], result.to_array<float>());
    }

    [Fact]
    public void Weighted_sum_can_be_differentiated_twice()
    {
        using var scope = torch.NewDisposeScope();
        var x = KernelCheck.Random([4, 3], 1).requires_grad_();
        var weights = torch.tensor(Half).requires_grad_();
        var y = KernelCheck.WeightedSum.Call(new[] { x }, weights);
        var first = torch.autograd.grad([(y * y).sum()], [x], create_graph: true)[0];
        // d/dx (w x)^2 = 2 w^2 x, and its sum has the derivative 2 w^2 everywhere.
        var second = torch.autograd.grad([first.sum()], [x])[0];
        KernelCheck.Close(second, torch.full([4, 3], 0.5), 1e-6, "second gradient");
    }

    [Fact]
    public void Number_of_weights_must_be_that_of_the_tensors()
    {
        using var scope = torch.NewDisposeScope();
        var error = Assert.Throws<TorchException>(() => KernelCheck.WeightedSum.Call(new[] { torch.ones([2]) }, torch.ones([2])));
        Assert.Contains("weighted_sum: found 1 tensors and weights of shape [2]", error.Message);
    }
}
