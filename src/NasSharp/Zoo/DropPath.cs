using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>Drops a whole path for single samples (Larsson et al. 2017), and scales the others so that the mean stays.</summary>
internal static class DropPath
{
    /// <summary>Takes over <paramref name="path"/>, [N, ...]; gives it back, or what is left of it.</summary>
    public static Tensor Apply(Tensor path, double probability)
    {
        if (probability <= 0)
            return path;
        var keep = 1 - probability;
        var shape = Enumerable.Repeat(1L, path.ndim).ToArray();
        shape[0] = path.size(0);
        using var drawn = empty(shape, path.dtype, path.device).bernoulli_(keep);
        using var mask = drawn / keep;
        using var whole = path;
        return whole * mask;
    }
}
