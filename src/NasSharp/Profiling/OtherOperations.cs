using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>Operations that are no multiply-adds of convolutions and matrix products, by the simple rule that <see cref="LayerProfile.OtherOperations"/> states.</summary>
internal static class OtherOperations
{
    private static readonly HashSet<string> Free =
    [
        "view", "reshape", "flatten", "unflatten", "permute", "transpose", "t", "movedim", "swapaxes", "squeeze", "unsqueeze", "expand", "expand_as",
        "slice", "select", "narrow", "split", "split_with_sizes", "chunk", "unbind", "detach", "alias", "as_strided", "view_as", "contiguous", "clone", "to",
        "copy", "empty", "empty_like", "zeros", "zeros_like", "ones", "ones_like", "full", "full_like", "scalar_tensor", "arange", "cat", "stack", "index",
        "index_select", "gather", "embedding", "constant_pad_nd", "pad", "roll", "flip", "repeat", "item", "channel_shuffle", "pixel_shuffle", "identity",
    ];

    private static readonly HashSet<string> Sums =
    [
        "sum", "mean", "var", "std", "var_mean", "prod", "max", "min", "amax", "amin", "argmax", "argmin", "any", "all", "logsumexp", "norm",
        "adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d",
    ];

    public static long Count(string name, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results)
    {
        if (Free.Contains(name) || results.IsEmpty || !results[0].defined)
            return 0;
        if (Sums.Contains(name) && arguments[0].Tensor is { } summed)
            return summed.numel();
        var written = results[0].numel();
        return name.Contains("_pool", StringComparison.Ordinal) ? written * Window(arguments, results[0]) : written;
    }

    // (input, kernel_size, ...); one number stands for all spatial dimensions.
    private static long Window(ReadOnlySpan<Arg> arguments, Tensor result)
    {
        if (arguments.Length < 2 || arguments[1].Value is not long[] kernel)
            return arguments.Length >= 2 && arguments[1].Value is long side ? (long)Math.Pow(side, result.ndim - 2) : 1;
        var window = kernel.Aggregate(1L, (product, size) => product * size);
        return kernel.Length == 1 ? (long)Math.Pow(window, Math.Max(1, result.ndim - 2)) : window;
    }
}
