using NasSharp.Torch;
using static NasSharp.Tests.Profiling.OperatorNet;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Profiling;

public class MetaShapeTests
{
    private static readonly Dictionary<string, Func<Device, Tensor>> Calls = new()
    {
        ["conv1d"] = d => Run("conv1d", zeros([2, 3, 9], device: d), zeros([4, 3, 3], device: d), Arg.None, new long[] { 2 }, new long[] { 1 }, new long[] { 2 }),
        ["conv2d"] = d => Run("conv2d", zeros([2, 3, 9, 7], device: d), zeros([4, 3, 3, 2], device: d), zeros([4], device: d), new long[] { 2, 1 }, new long[] { 1, 0 }),
        ["grouped conv2d"] = d => Run("conv2d", zeros([2, 4, 9, 7], device: d), zeros([8, 2, 3, 3], device: d), Arg.None, new long[] { 1, 1 }, new long[] { 2, 2 }, new long[] { 2, 2 }, 2),
        ["conv3d"] = d => Run("conv3d", zeros([2, 3, 5, 6, 7], device: d), zeros([4, 3, 3, 3, 3], device: d)),
        ["transposed conv2d"] = d => Run("conv_transpose2d.input", zeros([2, 4, 5, 5], device: d), zeros([4, 3, 3, 3], device: d), Arg.None, new long[] { 2, 2 }, new long[] { 1, 1 }, new long[] { 1, 1 }, 2),
        ["batch norm"] = d => Run("batch_norm", zeros([2, 4, 5, 5], device: d), ones([4], device: d), zeros([4], device: d), zeros([4], device: d), ones([4], device: d), true, 0.1, 1e-5, true),
        ["batch norm, evaluation"] = d => Run("batch_norm", zeros([2, 4, 5, 5], device: d), Arg.None, Arg.None, zeros([4], device: d), ones([4], device: d), false, 0.1, 1e-5, true),
        ["layer norm"] = d => Run("layer_norm", zeros([2, 4, 5], device: d), new long[] { 5 }),
        ["adaptive pool"] = d => Run("adaptive_avg_pool2d", zeros([2, 4, 5, 5], device: d), new long[] { 2, 3 }),
        ["embedding"] = d => Run("embedding", zeros([10, 4], device: d), zeros([2, 3], ScalarType.Int64, d)),
        ["hard swish"] = d => Run("hardswish", zeros([2, 4], device: d)),
        ["clamp in place"] = d => Run("hardtanh_", zeros([2, 4], device: d)),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Meta_device_computes_the_shape_of_the_processor(string name)
    {
        using var scope = NewDisposeScope();

        var expected = Calls[name](CPU);
        var actual = Calls[name](META);

        Assert.True(actual.is_meta);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
    }

    [Fact]
    public void Values_on_meta_cannot_be_looked_at()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<TorchException>(() => zeros([1], device: META).ToDouble());
    }

    [Fact]
    public void Convolution_on_meta_keeps_channels_last()
    {
        using var scope = NewDisposeScope();
        var input = zeros([2, 3, 8, 8], device: META).contiguous(memory_format.channels_last);

        Assert.True(Run("conv2d", input, zeros([4, 3, 3, 3], device: META)).is_contiguous(memory_format.channels_last));
    }

    [Fact]
    public void Convolution_on_meta_refuses_a_wrong_number_of_channels()
    {
        using var scope = NewDisposeScope();

        var error = Assert.Throws<TorchException>(() => Run("conv2d", zeros([2, 3, 8, 8], device: META), zeros([4, 5, 3, 3], device: META)));

        Assert.Contains("channels", error.Message, StringComparison.Ordinal);
    }
}
