using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>The operations of NASNet, AmoebaNet and PNAS, under the names and in the order of NNI's space hub.</summary>
internal static class NasNetOperations
{
    private static readonly string[] NasNet =
    [
        "skip_connect", "conv_3x1_1x3", "conv_7x1_1x7", "dil_conv_3x3", "avg_pool_3x3", "max_pool_3x3", "max_pool_5x5", "max_pool_7x7",
        "conv_1x1", "conv_3x3", "sep_conv_3x3", "sep_conv_5x5", "sep_conv_7x7",
    ];

    private static readonly string[] AmoebaNet =
        ["skip_connect", "sep_conv_3x3", "sep_conv_5x5", "sep_conv_7x7", "avg_pool_3x3", "max_pool_3x3", "dil_sep_conv_3x3", "conv_7x1_1x7"];

    private static readonly string[] Pnas =
        ["sep_conv_3x3", "sep_conv_5x5", "sep_conv_7x7", "conv_7x1_1x7", "skip_connect", "avg_pool_3x3", "max_pool_3x3", "dil_conv_3x3"];

    public static IReadOnlyList<string> Names(CellOperations operations) => operations switch
    {
        CellOperations.AmoebaNet => AmoebaNet,
        CellOperations.Pnas => Pnas,
        _ => NasNet,
    };

    /// <summary>Makes an operation from C to C channels, which can halve the state when it stands in a reducing cell.</summary>
    public static nn.Module<Tensor, Tensor> Make(string name, int channels, bool reduces, bool affine) => name switch
    {
        "skip_connect" => new SkipOrReduce(channels, affine, reduces),
        "conv_1x1" => Dense(channels, affine, (1, 1)),
        "conv_3x3" => Dense(channels, affine, (3, 3)),
        "conv_3x1_1x3" => Dense(channels, affine, (1, 3), (3, 1)),
        "conv_7x1_1x7" => Dense(channels, affine, (1, 7), (7, 1)),
        "dil_conv_3x3" => Separable(channels, affine, 3, dilation: 2),
        "dil_sep_conv_3x3" => new ConvolutionPair(() => Separable(channels, affine, 3, dilation: 2)),
        "sep_conv_3x3" => new ConvolutionPair(() => Separable(channels, affine, 3)),
        "sep_conv_5x5" => new ConvolutionPair(() => Separable(channels, affine, 5)),
        "sep_conv_7x7" => new ConvolutionPair(() => Separable(channels, affine, 7)),
        "avg_pool_3x3" => new StridedPooling(3, max: false),
        "max_pool_3x3" => new StridedPooling(3, max: true),
        "max_pool_5x5" => new StridedPooling(5, max: true),
        "max_pool_7x7" => new StridedPooling(7, max: true),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such operation."),
    };

    private static ConvolutionUnit Dense(int channels, bool affine, params (int, int)[] kernels) =>
        new(channels, affine, kernels.Length, Array.ConvertAll(kernels, k => new StridedConvolution(channels, channels, k)));

    private static ConvolutionUnit Separable(int channels, bool affine, int kernel, int dilation = 1) => new(channels, affine, 1,
        new StridedConvolution(channels, channels, (kernel, kernel), dilation, depthwise: true), new StridedConvolution(channels, channels, (1, 1)));
}
