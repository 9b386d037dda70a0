using NasSharp.Profiling;
using NasSharp.Torch;
using static NasSharp.Tests.Profiling.OperatorNet;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Profiling;

public class MultiplyAddsTests
{
    [Fact]
    public void Conv2d_counts_each_output_element_once_for_each_weight_of_its_filter()
    {
        using var net = new OperatorNet((n, x) => Run("conv2d", x, n["w"], n["b"], new long[] { 2, 2 }, new long[] { 1, 1 }), ("w", [8, 3, 3, 3]), ("b", [8]));

        var profile = Profiler.Profile(net, 2, 3, 32, 32);

        // Output [2, 8, 16, 16]; 3 * 3 * 3 weights for each element; the bias is not counted.
        Assert.Equal(2L * 8 * 16 * 16 * 27, profile.Flops);
        Assert.Equal([2, 8, 16, 16], profile.Root.OutputShape);
        Assert.Equal(8 * 27 + 8, profile.Parameters);
    }

    [Fact]
    public void Grouped_conv2d_counts_only_the_channels_of_its_group()
    {
        using var net = new OperatorNet(
            (n, x) => Run("conv2d", x, n["w"], Arg.None, new long[] { 1, 1 }, new long[] { 2, 2 }, new long[] { 2, 2 }, 16), ("w", [16, 1, 3, 3]));

        Assert.Equal(16L * 10 * 10 * 9, Profiler.Profile(net, 1, 16, 10, 10).Flops);
    }

    [Fact]
    public void Transposed_conv_counts_each_input_element_once_for_each_weight_it_is_spread_with()
    {
        using var net = new OperatorNet(
            (n, x) => Run("conv_transpose2d.input", x, n["w"], Arg.None, new long[] { 2, 2 }), ("w", [6, 4, 2, 2]));

        var profile = Profiler.Profile(net, 1, 6, 5, 5);

        Assert.Equal([1, 4, 10, 10], profile.Root.OutputShape);
        Assert.Equal(6L * 25 * 4 * 4, profile.Flops);
    }

    [Fact]
    public void Matrix_products_count_rows_times_columns_times_depth()
    {
        using var net = new OperatorNet(
            (n, x) =>
            {
                var hidden = Run("linear", x, n["w"], n["b"]);                     // [5, 4, 3] x [7, 3] -> [5, 4, 7]: 5 * 4 * 7 * 3
                var scores = Run("matmul", hidden, Run("transpose.int", hidden, 1, 2)); // [5, 4, 4]: 5 * 4 * 4 * 7
                return Run("bmm", scores, hidden);                                 // [5, 4, 7]: 5 * 4 * 7 * 4
            },
            ("w", [7, 3]), ("b", [7]));

        Assert.Equal(420 + 560 + 560, Profiler.Profile(net, 5, 4, 3).Flops);
    }

    [Fact]
    public void Addmm_counts_the_product_and_not_the_sum()
    {
        using var net = new OperatorNet((n, x) => Run("addmm", n["b"], x, n["w"]), ("w", [3, 7]), ("b", [7]));

        Assert.Equal(2 * 3 * 7, Profiler.Profile(net, 2, 3).Flops);
    }

    [Theory]
    [InlineData("bik,bkj->bij", 5 * 2 * 3 * 4)]
    [InlineData("bik,bkj", 5 * 2 * 3 * 4)]
    [InlineData("...ik,...kj->...ij", 5 * 2 * 3 * 4)]
    public void Einsum_counts_the_product_of_all_labels(string equation, long expected)
    {
        using var net = new OperatorNet((n, x) => Run("einsum", equation, new[] { x, n["w"] }), ("w", [5, 3, 4]));

        Assert.Equal(expected, Profiler.Profile(net, 5, 2, 3).Flops);
    }

    [Fact]
    public void Lstm_counts_every_gate_at_every_step()
    {
        using var net = new OperatorNet(
            (n, x) =>
            {
                var state = zeros([1, x.shape[1], 6], device: x.device);
                return new Operator("aten::lstm", "input").Call3(x, new[] { state, state }, new Tensor[] { n["ih"], n["hh"], n["bi"], n["bh"] }, true, 1, 0.0, false, false, false).Item1;
            },
            ("ih", [24, 4]), ("hh", [24, 6]), ("bi", [24]), ("bh", [24]));

        // 7 steps, batch 2, four gates of 6 units from 4 inputs and 6 states.
        Assert.Equal(7L * 2 * 24 * (4 + 6), Profiler.Profile(net, 7, 2, 4).Flops);
    }
}
