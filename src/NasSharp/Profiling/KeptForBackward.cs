namespace NasSharp.Profiling;

/// <summary>Which of its tensors an operator's gradient needs again.</summary>
[Flags]
internal enum Kept
{
    /// <summary>None: the gradient passes through or needs shapes only.</summary>
    Nothing = 0,

    /// <summary>The inputs.</summary>
    Inputs = 1,

    /// <summary>The results.</summary>
    Results = 2,
}

/// <summary>The rule for each operator; what is not listed is taken to need its inputs.</summary>
internal static class KeptForBackward
{
    private static readonly HashSet<string> Nothing =
    [
        "add", "sub", "rsub", "neg", "cat", "stack", "view", "reshape", "flatten", "unflatten", "permute", "transpose", "t", "movedim", "swapaxes", "squeeze", "unsqueeze",
        "expand", "expand_as", "slice", "select", "narrow", "split", "split_with_sizes", "chunk", "unbind", "detach", "alias", "as_strided", "view_as",
        "contiguous", "clone", "to", "copy", "sum", "mean", "constant_pad_nd", "pad", "roll", "flip", "repeat", "empty", "empty_like", "zeros",
        "zeros_like", "ones", "ones_like", "full", "full_like", "scalar_tensor", "arange", "fill", "zero", "item", "pixel_shuffle", "channel_shuffle",
        "upsample_nearest2d", "upsample_bilinear2d", "eq", "ne", "lt", "le", "gt", "ge", "argmax", "argmin",
    ];

    private static readonly HashSet<string> Results =
    [
        "relu", "sigmoid", "tanh", "softmax", "log_softmax", "_softmax", "_log_softmax", "exp", "sqrt", "rsqrt", "reciprocal", "dropout", "feature_dropout",
        "hardtanh", "relu6", "elu", "selu", "logsumexp", "lstm", "gru", "rnn_tanh", "rnn_relu",
    ];

    private static readonly HashSet<string> Both =
        ["max_pool1d", "max_pool2d", "max_pool3d", "amax", "amin", "scaled_dot_product_attention", "lstm", "gru", "rnn_tanh", "rnn_relu"];

    public static Kept Of(string name) => Nothing.Contains(name) ? Kept.Nothing
        : Both.Contains(name) ? Kept.Inputs | Kept.Results
        : Results.Contains(name) ? Kept.Results
        : Kept.Inputs;
}
