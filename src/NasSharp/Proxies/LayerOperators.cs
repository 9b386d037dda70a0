using NasSharp.Torch;

namespace NasSharp.Proxies;

/// <summary>Tells operators apart by what they are to a network.</summary>
internal static class LayerOperators
{
    private static readonly HashSet<string> Layers = new(StringComparer.Ordinal)
    {
        "conv1d", "conv2d", "conv3d", "convolution", "_convolution", "depthwise_conv2d", "linear", "addmm",
    };

    private static readonly HashSet<string> Rectifiers = new(StringComparer.Ordinal) { "relu", "relu6", "leaky_relu", "prelu", "rrelu" };

    /// <summary>A convolution or a linear layer.</summary>
    public static bool IsLayer(Operator op) => Layers.Contains(PlainName(op));

    /// <summary>An activation that is on or off: its result is positive exactly where its input is.</summary>
    public static bool IsRectifier(Operator op, ReadOnlySpan<Arg> arguments) => PlainName(op) switch
    {
        "hardtanh" => arguments[1].Value is 0.0 or 0L,
        var name => Rectifiers.Contains(name),
    };

    // "aten::relu" and "aten::relu_" are the same to us.
    private static string PlainName(Operator op) => op.Name[(op.Name.LastIndexOf(':') + 1)..].TrimEnd('_');
}
