using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>Multiply-adds of convolutions and matrix products, from the shapes of one call. Biases are not counted.</summary>
internal static class MultiplyAdds
{
    /// <summary>The multiply-adds of a call, or null when the operator is of another kind.</summary>
    public static long? Count(string name, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results) => name switch
    {
        "conv1d" or "conv2d" or "conv3d" or "depthwise_conv2d" => Convolution(arguments, results),
        "convolution" or "_convolution" => arguments[6].Value is true ? TransposedConvolution(arguments) : Convolution(arguments, results),
        "conv_transpose1d" or "conv_transpose2d" or "conv_transpose3d" => TransposedConvolution(arguments),
        "linear" or "mm" or "bmm" or "matmul" or "mv" => Product(arguments[0].Tensor!, results),
        "addmm" or "baddbmm" or "addmv" => Product(arguments[1].Tensor!, results),
        "addbmm" => arguments[1].Tensor!.numel() * arguments[2].Tensor!.shape[^1],
        "dot" or "vdot" => arguments[0].Tensor!.numel(),
        "ger" or "outer" => results[0].numel(),
        "bilinear" => Bilinear(arguments, results),
        "einsum" => Einsum.MultiplyAdds((string)arguments[0].Value!, [.. arguments[1].Tensors.Select(t => t.shape)]),
        "lstm" or "gru" or "rnn_tanh" or "rnn_relu" => Recurrent(arguments),
        "lstm_cell" or "gru_cell" or "rnn_tanh_cell" or "rnn_relu_cell" => RecurrentCell(arguments),
        "scaled_dot_product_attention" => Attention(arguments),
        _ => null,
    };

    // weight: [out, in / groups, kernel...]; each output element is a product over everything but the first dimension.
    private static long Convolution(ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results)
    {
        var weight = arguments[1].Tensor!;
        return results[0].numel() * (weight.numel() / weight.shape[0]);
    }

    // weight: [in, out / groups, kernel...]; each input element is spread over everything but the first dimension.
    private static long TransposedConvolution(ReadOnlySpan<Arg> arguments)
    {
        var weight = arguments[1].Tensor!;
        return arguments[0].Tensor!.numel() * (weight.numel() / weight.shape[0]);
    }

    // Each element of the result is a sum over the last dimension of the left factor.
    private static long Product(Tensor left, ReadOnlySpan<Tensor> results) => left.ndim == 0 ? 0 : results[0].numel() * left.shape[^1];

    private static long Bilinear(ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results)
    {
        var weight = arguments[2].Tensor!.shape; // [out, in1, in2]
        return results[0].numel() * (weight[1] + 1) * weight[2];
    }

    // Every step of every sequence multiplies each weight matrix once; biases have one dimension.
    private static long Recurrent(ReadOnlySpan<Arg> arguments)
    {
        // Padded input: (input [T, N, in] or [N, T, in], hx, params, ...). Packed input: (data [steps, in], batch_sizes, hx, params, ...).
        var input = arguments[0].Tensor!.shape;
        var steps = input.SkipLast(1).Aggregate(1L, (product, size) => product * size);
        return steps * LongestList(arguments).Where(w => w.ndim == 2).Sum(w => w.numel());
    }

    private static Tensor[] LongestList(ReadOnlySpan<Arg> arguments)
    {
        Tensor[] longest = [];
        foreach (var argument in arguments)
        {
            if (argument.Value is Tensor[] list && list.Any(t => t.ndim <= 2) && list.Length > longest.Length)
                longest = list;
        }
        return longest;
    }

    // (input [N, in], hx, w_ih, w_hh, ...)
    private static long RecurrentCell(ReadOnlySpan<Arg> arguments)
    {
        var input = arguments[0].Tensor!.shape;
        var rows = input.Length == 1 ? 1 : input[0];
        return rows * (arguments[2].Tensor!.numel() + arguments[3].Tensor!.numel());
    }

    // query [..., L, E], key [..., S, E], value [..., S, F]: scores cost L S E, the weighted sum L S F.
    private static long Attention(ReadOnlySpan<Arg> arguments)
    {
        var query = arguments[0].Tensor!;
        var key = arguments[1].Tensor!.shape;
        var value = arguments[2].Tensor!.shape;
        var rows = query.numel() / query.shape[^1];
        return rows * key[^2] * (query.shape[^1] + value[^1]);
    }
}
