using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules;

/// <summary>Turns the masks that a user gives into numbers that are added to attention scores.</summary>
internal static class AttentionMask
{
    /// <summary>One mask of [L, S'] or [N · heads, L or 1, S'] out of both, or null when there is none.</summary>
    /// <param name="attention">[L, S] or [N · heads, L, S], true where looking is forbidden, or numbers.</param>
    /// <param name="padding">[N, S], true at keys that are ignored, or numbers.</param>
    /// <param name="batch">N.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="added">Keys that were appended behind the user's and that all may see: S' = S + added.</param>
    /// <param name="dtype">Type of the scores.</param>
    internal static Tensor? Combine(Tensor? attention, Tensor? padding, long batch, long heads, long added, ScalarType dtype)
    {
        attention = Numbers(attention, added, dtype);
        padding = Numbers(padding, added, dtype);
        if (padding is null)
            return attention;
        var keys = padding.size(1);
        padding = padding.view(batch, 1, 1, keys).expand(batch, heads, 1, keys).reshape(batch * heads, 1, keys);
        return attention is null ? padding : attention + padding;
    }

    private static Tensor? Numbers(Tensor? mask, long added, ScalarType dtype)
    {
        if (mask is null)
            return null;
        var numbers = mask.is_floating_point() ? mask : nn.functional.BlockingMask(mask.@bool(), dtype);
        return added == 0 ? numbers : nn.functional.pad(numbers, (0, added));
    }
}
