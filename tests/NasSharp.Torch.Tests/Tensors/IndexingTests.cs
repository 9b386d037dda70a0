using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor grid;

    public IndexingTests() => grid = arange(12).reshape(3, 4);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Ranges_and_numbers_share_memory_with_the_tensor()
    {
        grid[1, 1..3].fill_(0);
        Assert.Equal([4L, 0, 0, 7], grid[1].to_array<long>());
    }

    [Fact]
    public void A_position_tensor_copies()
    {
        grid[tensor([0L])].fill_(9);
        Assert.Equal(0, grid[0, 0].ToInt64());
    }

    [Fact]
    public void Whole_tensor_indexed_is_another_object_over_the_same_memory()
    {
        var whole = grid[..];
        Assert.NotSame(grid, whole);
        whole[0, 0] = tensor(5L);
        Assert.Equal(5, grid[0, 0].ToInt64());
    }

    [Fact]
    public void A_mask_over_two_dimensions_in_the_middle_is_applied_to_both()
    {
        var cube = arange(24).reshape(2, 3, 4);
        var mask = zeros([3, 4], torch.@bool);
        mask[1, 2] = tensor(true);
        mask[2, 0] = tensor(true);
        Assert.Equal([6L, 8, 18, 20], cube[.., mask].to_array<long>());
        Assert.Equal([2L, 2], cube[TensorIndex.Ellipsis, mask].shape);
    }

    [Fact]
    public void Assignment_converts_the_element_type()
    {
        grid[0] = tensor(new double[] { 1.9, 2, 3, 4 });
        Assert.Equal([1L, 2, 3, 4], grid[0].to_array<long>());
    }

    [Fact]
    public void A_false_index_selects_nothing() => Assert.Equal([0L, 3, 4], grid[false].shape);

    [Fact]
    public void Two_ellipses_are_an_error() => Assert.Throws<ArgumentException>(() => grid[TensorIndex.Ellipsis, TensorIndex.Ellipsis]);

    [Fact]
    public void A_step_below_one_is_an_error() => Assert.Throws<ArgumentOutOfRangeException>(() => TensorIndex.Slice(step: -1));

    [Fact]
    public void A_position_out_of_range_is_an_error_that_names_the_operator() =>
        Assert.Contains("aten::select", Assert.Throws<TorchException>(() => grid[7]).Message, StringComparison.Ordinal);

    [Fact]
    public void Gradients_flow_through_every_kind_of_index()
    {
        Tensor[] inputs = [rand([3, 4, 2], float64)];
        var mask = grid[.., 0] != 4;
        Numerics.GradientCheck.Verify(t => t[0][1..3, .., 0], inputs);
        Numerics.GradientCheck.Verify(t => t[0][mask], inputs);
        Numerics.GradientCheck.Verify(t => t[0][TensorIndex.Ellipsis, tensor([1L, 1, 0])], inputs);
        Numerics.GradientCheck.Verify(
            t =>
            {
                var copy = t[0].clone();
                copy[1] = copy[0] * 2;
                return copy;
            },
            inputs);
    }
}
