using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Kernels;

[Collection(nameof(KernelTests))]
public sealed class DepthwiseConvolutionTests
{
    // A sum of up to 49 products and, for the weights, of a few thousand, rounded in float32.
    private const double Tolerance = 5e-6;
    private static readonly Operator Conv2d = new("aten::conv2d");

    public static TheoryData<long[], long[], long[], long[], long[]> Shapes()
    {
        var data = new TheoryData<long[], long[], long[], long[], long[]>();
        long[][] inputs = [[2, 16, 9, 7], [3, 5, 8, 8], [1, 23, 12, 5], [2, 36, 16, 16]];
        long[][] kernels = [[3, 3], [5, 5], [7, 7], [1, 1], [3, 5]];
        long[][] strides = [[1, 1], [2, 2], [2, 1], [3, 3]];
        long[][] paddings = [[0, 0], [1, 1], [4, 2]];
        foreach (var input in inputs)
        foreach (var kernel in kernels)
        foreach (var stride in strides)
        foreach (var padding in paddings)
        foreach (var dilation in new long[] { 1, 2 })
        {
            if (Enumerable.Range(0, 2).All(i => input[2 + i] + 2 * padding[i] > dilation * (kernel[i] - 1)))
                data.Add(input, kernel, stride, padding, [dilation, dilation]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void Depthwise_convolution_equals_aten_forward_and_backward(long[] input, long[] kernel, long[] stride, long[] padding, long[] dilation)
    {
        using var scope = torch.NewDisposeScope();
        var x = KernelCheck.Random(input, 1).ChannelsLast().requires_grad_();
        var weight = KernelCheck.Random([input[1], 1, .. kernel], 2).requires_grad_();
        var (exactX, exactWeight) = (x.AsDoubleLeaf(), weight.AsDoubleLeaf());
        var expected = Conv2d.Call(exactX, exactWeight, Arg.None, stride, padding, dilation, input[1]);
        var outGrad = KernelCheck.Random(expected.shape, 3);
        var expectedGrads = torch.autograd.grad([expected], [exactX, exactWeight], [outGrad.to(torch.float64)]);

        KernelCheck.ForEachInstructionSet(() =>
        {
            var actual = KernelCheck.Depthwise.Call(x, weight, stride, padding, dilation);
            var grads = torch.autograd.grad([actual], [x, weight], [outGrad]);
            KernelCheck.Close(actual, expected, Tolerance, "output");
            KernelCheck.Close(grads[0], expectedGrads[0], Tolerance, "gradient of x");
            KernelCheck.Close(grads[1], expectedGrads[1], Tolerance, "gradient of the weight");
        });
    }

    [Fact]
    public void Depthwise_convolution_keeps_channels_last()
    {
        using var scope = torch.NewDisposeScope();
        var x = KernelCheck.Random([2, 8, 6, 6], 1).ChannelsLast();
        var y = KernelCheck.Depthwise.Call(x, KernelCheck.Random([8, 1, 3, 3], 2), new long[] { 1 }, new long[] { 1 }, new long[] { 1 });
        Assert.True(y.is_contiguous(torch.memory_format.channels_last));
    }

    [Fact]
    public void Depthwise_convolution_in_the_default_layout_and_in_float64_falls_back_to_aten()
    {
        using var scope = torch.NewDisposeScope();
        var x = KernelCheck.Random([2, 4, 6, 5], 1);
        var weight = KernelCheck.Random([4, 1, 3, 3], 2);
        foreach (var type in new[] { torch.float32, torch.float64 })
        {
            var expected = Conv2d.Call(x.to(type), weight.to(type), Arg.None, new long[] { 1 }, new long[] { 1 }, new long[] { 1 }, 4);
            var actual = KernelCheck.Depthwise.Call(x.to(type), weight.to(type), new long[] { 1 }, new long[] { 1 }, new long[] { 1 });
            Assert.Equal(type, actual.dtype);
            KernelCheck.Close(actual, expected, 0, type.ToString());
        }
    }

    [Fact]
    public void Depthwise_convolution_on_the_meta_device_gives_the_shape()
    {
        using var scope = torch.NewDisposeScope();
        var x = KernelCheck.Random([2, 4, 9, 9], 1).to(torch.device("meta"));
        var weight = KernelCheck.Random([4, 1, 3, 3], 2).to(torch.device("meta"));
        Assert.Equal([2L, 4, 5, 5], KernelCheck.Depthwise.Call(x, weight, new long[] { 2 }, new long[] { 1 }, new long[] { 1 }).shape);
    }

    [Fact]
    public void Depthwise_convolution_can_be_differentiated_twice()
    {
        using var scope = torch.NewDisposeScope();
        var x = KernelCheck.Random([2, 4, 5, 5], 1).ChannelsLast().requires_grad_();
        var weight = KernelCheck.Random([4, 1, 3, 3], 2).requires_grad_();
        var (exactX, exactWeight) = (x.AsDoubleLeaf(), weight.AsDoubleLeaf());
        var actual = SecondGradients(x, weight, (a, b) => KernelCheck.Depthwise.Call(a, b, new long[] { 1 }, new long[] { 1 }, new long[] { 1 }));
        var expected = SecondGradients(exactX, exactWeight, (a, b) => Conv2d.Call(a, b, Arg.None, new long[] { 1 }, new long[] { 1 }, new long[] { 1 }, 4));
        KernelCheck.Close(actual[0], expected[0], 1e-5, "second gradient of x");
        KernelCheck.Close(actual[1], expected[1], 1e-5, "second gradient of the weight");
    }

    private static torch.Tensor[] SecondGradients(torch.Tensor x, torch.Tensor weight, Func<torch.Tensor, torch.Tensor, torch.Tensor> convolve)
    {
        var y = convolve(x, weight);
        var first = torch.autograd.grad([(y * y).sum()], [x, weight], create_graph: true);
        return torch.autograd.grad([(first[0] * first[0]).sum() + (first[1] * first[1]).sum()], [x, weight]);
    }

    [Fact]
    public void Kernel_larger_than_the_padded_input_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        var error = Assert.Throws<TorchException>(() => KernelCheck.Depthwise.Call(
            KernelCheck.Random([1, 4, 3, 3], 1).ChannelsLast(), KernelCheck.Random([4, 1, 5, 5], 2), new long[] { 1 }, new long[] { 0 }, new long[] { 1 }));
        Assert.Contains("larger than the padded input", error.Message);
    }
}
