namespace NasSharp.Torch;

/// <summary>Turns one number or a tuple into the list with one entry per spatial dimension that operators take.</summary>
internal static class Sizes
{
    internal static long[] Of((long, long) value) => [value.Item1, value.Item2];

    internal static long[] Of((long, long, long) value) => [value.Item1, value.Item2, value.Item3];

    internal static long[]? Of(long? value) => value is { } v ? [v] : null;

    internal static long[]? Of((long, long)? value) => value is { } v ? Of(v) : null;

    internal static long[]? Of((long, long, long)? value) => value is { } v ? Of(v) : null;

    internal static long[] Repeat(long value, int dimensions)
    {
        var sizes = new long[dimensions];
        Array.Fill(sizes, value);
        return sizes;
    }

    /// <summary>One entry per dimension: a list of length one is repeated, null gives the default everywhere.</summary>
    internal static long[] Expand(long[]? values, int dimensions, long defaultValue, string what) => values?.Length switch
    {
        null => Repeat(defaultValue, dimensions),
        1 when dimensions > 1 => Repeat(values[0], dimensions),
        var count when count == dimensions => values,
        var count => throw new ArgumentException($"{what} has {count} entries, a {dimensions}-d operation needs 1 or {dimensions}"),
    };
}
