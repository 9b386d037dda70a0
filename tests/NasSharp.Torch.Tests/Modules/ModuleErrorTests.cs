using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Torch.Tests.Modules;

/// <summary>What the modules say when they are built or called wrongly.</summary>
public sealed class ModuleErrorTests
{
    [Fact]
    public void Convolution_names_channels_that_groups_do_not_divide() =>
        Says("in_channels 3 and out_channels 4 must both be divisible by groups 2", () => Conv2d(3, 4, 3, groups: 2));

    [Fact]
    public void Convolution_names_the_shapes_that_libtorch_refuses()
    {
        using var scope = NewDisposeScope();
        using var convolution = Conv2d(3, 4, 3);
        var error = Assert.Throws<TorchException>(() => convolution.call(zeros([1, 2, 5, 5])));
        Assert.Contains("aten::conv2d(float32[1, 2, 5, 5], float32[4, 3, 3, 3]", error.Message);
    }

    [Fact]
    public void Transposed_convolution_names_the_sizes_that_are_possible()
    {
        using var scope = NewDisposeScope();
        using var convolution = ConvTranspose2d(1, 1, 3, stride: 2);
        Says("output size 9 of dimension 1 does not fit, 7 to 8 are possible", () => convolution.forward(zeros([1, 1, 3, 3]), [7, 9]));
        Says("ConvTranspose1d pads with zeros only", () => ConvTranspose1d(1, 1, 3, padding_mode: PaddingModes.Reflect));
    }

    [Fact]
    public void Batch_norm_names_the_shape_it_was_given()
    {
        using var scope = NewDisposeScope();
        using var plane = BatchNorm2d(3);
        using var line = BatchNorm1d(3);
        Says("BatchNorm2d takes inputs with 4 dimensions, found float32[2, 3]", () => plane.call(zeros([2, 3])));
        Says("BatchNorm1d takes inputs with 2 or 3 dimensions, found float32[2, 3, 1, 1]", () => line.call(zeros([2, 3, 1, 1])));
    }

    [Fact]
    public void Options_outside_their_range_are_named()
    {
        Says("the probability must lie in [0, 1]", () => Dropout(1.5));
        Says("num_channels 5 must be divisible by num_groups 2", () => GroupNorm(2, 5));
        Says("embedded_dim 5 must be divisible by num_heads 2", () => MultiheadAttention(5, 2));
        Says("a table of 3 embeddings has no such row", () => Embedding(3, 2, padding_idx: 3));
        Says("kernel_size has 3 entries, a 2-d operation needs 1 or 2", () => MaxPool2d(new long[] { 1, 2, 3 }));
        Says("dropout must lie in [0, 1]", () => LSTM(2, 2, dropout: -1));
    }

    [Fact]
    public void Recurrent_modules_name_the_sequence_they_expect()
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(3, 4, batchFirst: true);
        Says("LSTM takes sequences [N, L, 3], found float32[2, 5, 4]", () => lstm.call(zeros([2, 5, 4])));
    }

    [Fact]
    public void Embedding_bag_needs_offsets_for_one_dimension_only()
    {
        using var scope = NewDisposeScope();
        using var bag = EmbeddingBag(3, 2);
        Says("embedding_bag needs offsets for one-dimensional indices and none for two", () => bag.call(zeros([2], int64)));
        Says("embedding_bag needs offsets for one-dimensional indices and none for two", () => bag.call(zeros([2, 2], int64), zeros([1], int64)));
    }

    [Fact]
    public void Interpolation_names_a_mode_that_does_not_fit_the_dimensions()
    {
        using var scope = NewDisposeScope();
        Says("mode Trilinear is not for 2 spatial dimensions", () => functional.interpolate(zeros([1, 1, 2, 2]), [4], mode: InterpolationMode.Trilinear));
        Says("either a size or a factor", () => functional.interpolate(zeros([1, 1, 2, 2])));
        Says("3 factors were given for 2 spatial dimensions", () => functional.interpolate(zeros([1, 1, 2, 2]), scale_factor: [1, 2, 3]));
    }

    private static void Says(string text, Func<object> action) => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(action).Message);
}
