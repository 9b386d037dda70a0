using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Torch.Tests.Modules;

public sealed class ModuleBehaviourTests
{
    [Fact]
    public void Batch_norm_follows_the_batches_in_training_and_uses_what_it_learnt_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(1, eps: 0, momentum: 0.5);
        norm.call(tensor([1f, 3], [2, 1]));
        // Mean 2 and unbiased variance 2, halfway from 0 and 1.
        Assert.Equal(1, norm.running_mean!.item<float>(), 1e-6);
        Assert.Equal(1.5, norm.running_var!.item<float>(), 1e-6);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        norm.eval();
        Assert.Equal(2 / Math.Sqrt(1.5), norm.call(tensor([3f], [1, 1])).item<float>(), 1e-6);
        Assert.Equal(1, norm.num_batches_tracked.item<long>());
        norm.reset_running_stats();
        Assert.Equal(0, norm.running_mean.item<float>());
        Assert.Equal(0, norm.num_batches_tracked.item<long>());
    }

    [Fact]
    public void Factories_take_the_device_and_type_of_their_parameters()
    {
        using var scope = NewDisposeScope();
        using var wide = Sequential(
            Conv2d(1, 2, 3, dtype: float64), BatchNorm2d(2, dtype: float64), PReLU(dtype: float64), Flatten(), LayerNorm(8, dtype: float64),
            Linear(8, 1, dtype: float64));
        Assert.Equal(float64, wide.call(zeros([1, 1, 4, 4], float64)).dtype);
        using var shapes = Sequential(
            Conv2d(1, 2, 3, device: META), BatchNorm2d(2, device: META), ReLU(), MaxPool2d(2), Dropout(), AdaptiveAvgPool2d(1), Flatten(),
            Linear(2, 5, device: META));
        var output = shapes.call(zeros([3, 1, 6, 6], device: META));
        Assert.True(output.is_meta);
        Assert.Equal([3L, 5], output.shape);
    }

    [Fact]
    public void Numeric_padding_of_zero_is_a_number_and_not_a_rule()
    {
        using var convolution = Conv2d(2, 2, 1, padding: 0);
        Assert.Null(convolution.padding_type);
        Assert.Equal([0L, 0], convolution.padding);
    }

    [Fact]
    public void A_bias_can_be_replaced_and_removed()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 1);
        linear.weight = Parameter(ones([1, 2]));
        linear.bias = Parameter(tensor([10f]));
        Assert.Equal(12, linear.call(ones([1, 2])).item<float>());
        linear.bias = null;
        Assert.Equal(2, linear.call(ones([1, 2])).item<float>());
        Assert.Equal(["weight"], linear.state_dict().Keys);
    }

    [Fact]
    public void Tied_weights_are_one_parameter()
    {
        using var encoder = Embedding(4, 3);
        using var decoder = Linear(3, 4, hasBias: false);
        decoder.weight = encoder.weight;
        using var pair = ModuleList(encoder, decoder);
        Assert.Single(pair.parameters());
        Assert.Equal(["0.weight", "1.weight"], pair.state_dict().Keys);
    }

    [Fact]
    public void Weights_of_a_loss_move_with_it()
    {
        using var scope = NewDisposeScope();
        using var loss = CrossEntropyLoss(tensor([1f, 3]));
        loss.to(float64);
        Assert.Equal(float64, loss.weight!.dtype);
        // Both classes are equally likely: the weights cancel in the mean.
        Assert.Equal(Math.Log(2), loss.call(zeros([2, 2], float64), tensor([0L, 1])).ToDouble(), 1e-12);
    }

    [Fact]
    public void Layers_of_a_transformer_start_equal_and_learn_apart()
    {
        using var scope = NewDisposeScope();
        var layer = TransformerEncoderLayer(4, 2, 8);
        using var encoder = TransformerEncoder(layer, 2);
        var state = encoder.state_dict();
        Assert.Equal(state["layers.0.linear1.weight"].to_array<float>(), state["layers.1.linear1.weight"].to_array<float>());
        Assert.NotSame(state["layers.0.linear1.weight"], state["layers.1.linear1.weight"]);
        Assert.DoesNotContain(layer, encoder.modules());
    }

    [Fact]
    public void Pretrained_embeddings_share_memory_and_are_frozen_unless_asked()
    {
        using var scope = NewDisposeScope();
        var vectors = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        using var frozen = Embedding_from_pretrained(vectors);
        using var trained = Embedding_from_pretrained(vectors, freeze: false);
        Assert.False(frozen.weight.requires_grad);
        Assert.True(trained.weight.requires_grad);
        Assert.False(vectors.requires_grad);
        Assert.Equal([3f, 4], frozen.call(tensor([1L])).to_array<float>());
        Assert.Equal(vectors.storage().id, trained.weight.storage().id);
    }

    [Fact]
    public void Reset_parameters_draws_other_values()
    {
        using var linear = Linear(4, 4);
        var before = linear.weight.to_array<float>();
        linear.reset_parameters();
        Assert.NotEqual(before, linear.weight.to_array<float>());
        Assert.All(linear.weight.to_array<float>(), w => Assert.InRange(w, -0.5f, 0.5f));
    }

    [Fact]
    public void Max_pooling_tells_where_the_maxima_are()
    {
        using var scope = NewDisposeScope();
        using var pool = MaxPool2d(2);
        var (values, indices) = pool.forward_with_indices(arange(16f).reshape(1, 1, 4, 4));
        Assert.Equal([5f, 7, 13, 15], values.to_array<float>());
        Assert.Equal([5L, 7, 13, 15], indices.to_array<long>());
    }

    [Fact]
    public void Padding_numbers_follow_the_last_dimension_first()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1L, 1, 2 + 2 + 1, 3 + 1], ZeroPad2d((1, 0, 2, 1)).call(zeros([1, 1, 2, 3])).shape);
        Assert.Equal([3L, 4], functional.pad(zeros([1, 2]), 1).shape);
    }
}
