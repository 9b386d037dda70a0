using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;
using F = NasSharp.Torch.torch.nn.functional;

namespace NasSharp.Torch.Tests.Numerics;

/// <summary>Gradients of modules and functions against central differences in float64.</summary>
[Collection(RandomNumbers.Name)]
public sealed class ModuleGradientTests
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> function, long[][] shapes)> Cases = new()
    {
        ["conv1d"] = (x => F.conv1d(x[0], x[1], x[2], stride: 2, padding: 1), [[1, 2, 5], [2, 2, 3], [2]]),
        ["conv2d"] = (x => F.conv2d(x[0], x[1], x[2], [2, 1], [1, 0], [1, 2], 2), [[1, 4, 4, 4], [2, 2, 3, 2], [2]]),
        ["conv3d"] = (x => F.conv3d(x[0], x[1]), [[1, 1, 2, 3, 3], [2, 1, 2, 2, 2]]),
        ["conv_transpose2d"] = (x => F.conv_transpose2d(x[0], x[1], x[2], [2], [1], [1]), [[1, 2, 2, 3], [2, 2, 3, 3], [2]]),
        ["linear"] = (x => F.linear(x[0], x[1], x[2]), [[2, 3], [4, 3], [4]]),
        ["bilinear"] = (x => F.bilinear(x[0], x[1], x[2], x[3]), [[2, 3], [2, 2], [2, 3, 2], [2]]),
        ["batch_norm"] = (x => F.batch_norm(x[0], null, null, x[1], x[2], training: true), [[3, 2, 2], [2], [2]]),
        ["group_norm"] = (x => F.group_norm(x[0], 2, x[1], x[2]), [[2, 4, 2], [4], [4]]),
        ["layer_norm"] = (x => F.layer_norm(x[0], [3], x[1], x[2]), [[2, 3], [3], [3]]),
        ["instance_norm"] = (x => F.instance_norm(x[0]), [[2, 2, 4]]),
        ["rms_norm"] = (x => F.rms_norm(x[0], [3], x[1]), [[2, 3], [3]]),
        ["local_response_norm"] = (x => F.local_response_norm(x[0], 3, alpha: 0.5), [[1, 4, 2]]),
        ["max_pool2d"] = (x => F.max_pool2d(x[0], 2, stride: 1), [[1, 2, 3, 3]]),
        ["avg_pool2d"] = (x => F.avg_pool2d(x[0], 3, stride: 1, padding: 1, count_include_pad: false), [[1, 1, 3, 4]]),
        ["adaptive_avg_pool2d"] = (x => F.adaptive_avg_pool2d(x[0], (2, 3)), [[1, 1, 5, 4]]),
        ["pad-reflect"] = (x => F.pad(x[0], (1, 2), PaddingModes.Reflect), [[1, 2, 4]]),
        ["gelu"] = (x => F.gelu(x[0]), [[6]]),
        ["mish"] = (x => F.mish(x[0]), [[6]]),
        ["softsign"] = (x => F.softsign(x[0]), [[6]]),
        ["tanhshrink"] = (x => F.tanhshrink(x[0]), [[6]]),
        ["softmin"] = (x => F.softmin(x[0], 1), [[2, 4]]),
        ["glu"] = (x => F.glu(x[0]), [[2, 4]]),
        ["attention"] = (x => F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true), [[1, 3, 2], [1, 3, 2], [1, 3, 2]]),
        ["attention-mask"] = (x => F.scaled_dot_product_attention(x[0], x[1], x[2], x[3]), [[1, 2, 2], [1, 3, 2], [1, 3, 2], [2, 3]]),
        ["interpolate"] = (x => F.interpolate(x[0], scale_factor: [1.5], mode: InterpolationMode.Bicubic), [[1, 1, 3, 2]]),
        ["grid_sample"] = (x => F.grid_sample(x[0], F.tanh(x[1])), [[1, 1, 3, 3], [1, 2, 2, 2]]),
        ["pixel_shuffle"] = (x => F.pixel_shuffle(x[0], 2), [[1, 4, 1, 2]]),
        ["channel_shuffle"] = (x => F.channel_shuffle(x[0], 2), [[1, 4, 2]]),
        ["unfold-fold"] = (x => F.fold(F.unfold(x[0], 2), 3, 2), [[1, 1, 3, 3]]),
        ["normalize"] = (x => F.normalize(x[0], p: 3), [[2, 3]]),
        ["cosine_similarity"] = (x => F.cosine_similarity(x[0], x[1]), [[2, 3], [2, 3]]),
        ["pairwise_distance"] = (x => F.pairwise_distance(x[0], x[1]), [[2, 3], [2, 3]]),
        ["cross_entropy"] = (x => F.cross_entropy(x[0], tensor([2L, 0]), tensor([0.5, 1, 2]), label_smoothing: 0.2), [[2, 3]]),
        ["gaussian_nll_loss"] = (x => F.gaussian_nll_loss(x[0], x[1], x[2].square() + 0.5, full: true), [[2, 3], [2, 3], [2, 3]]),
        ["triplet_margin_with_distance_loss"] =
            (x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2], margin: 5, swap: true), [[2, 3], [2, 3], [2, 3]]),
        ["multilabel_soft_margin_loss"] = (x => F.multilabel_soft_margin_loss(x[0], tensor([1.0, 0, 1]).expand(2, 3)), [[2, 3]]),
        ["poisson_nll_loss"] = (x => F.poisson_nll_loss(x[0], tensor([1.0, 2])), [[2]]),
        ["embedding"] = (x => F.embedding(tensor([2L, 0, 2]), x[0]), [[3, 2]]),
        ["embedding_bag"] = (x => F.embedding_bag(tensor([2L, 0, 1, 1], [2, 2]), x[0], mode: EmbeddingBagMode.Sum, per_sample_weights: x[1]), [[3, 2], [2, 2]]),
        ["LSTM"] = (x => Run(LSTM(2, 2, dtype: float64), m => m.call(x[0], (x[1], x[2])).Item1), [[3, 1, 2], [1, 1, 2], [1, 1, 2]]),
        ["GRU"] = (x => Run(GRU(2, 2, bidirectional: true, dtype: float64), m => m.call(x[0], x[1]).Item1), [[3, 1, 2], [2, 1, 2]]),
        ["MultiheadAttention"] = (x => Run(MultiheadAttention(4, 2, dtype: float64), m => m.call(x[0], x[1], x[1]).Item1), [[2, 1, 4], [3, 1, 4]]),
        ["TransformerEncoderLayer"] = (x => Run(TransformerEncoderLayer(4, 2, 3, 0, Activations.GELU, dtype: float64), m => m.call(x[0])), [[2, 1, 4]]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_is_that_of_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var (function, shapes) = Cases[name];
        Tensor[] inputs = [.. shapes.Select(shape => randn(shape, float64))];
        GradientCheck.Verify(
            x =>
            {
                // Modules that are made inside start from the same weights each time.
                manual_seed(10);
                return function(x);
            },
            inputs, tolerance: 1e-5);
    }

    private static Tensor Run<T>(T module, Func<T, Tensor> run)
        where T : Module
    {
        using (module)
            return run(module);
    }
}
