using NasSharp.Torch;

namespace NasSharp.Supernets;

/// <summary>The few words that tell one convolution or pooling from another.</summary>
internal static class OperatorLabel
{
    /// <summary>The size of the window, such as <c>3x3</c>; empty for other operators.</summary>
    public static string Of(string name, ReadOnlySpan<Arg> arguments)
    {
        if (name.Contains("conv", StringComparison.Ordinal) && arguments.Length > 1 && arguments[1].Tensor is { ndim: > 2 } weight)
            return string.Join('x', weight.shape.Skip(2));
        if (name.Contains("_pool", StringComparison.Ordinal) && !name.StartsWith("adaptive", StringComparison.Ordinal) && arguments.Length > 1 && arguments[1].Value is long[] window)
            return string.Join('x', window);
        return "";
    }
}
