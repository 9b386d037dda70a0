namespace NasSharp.Benchmarks.NasBench101;

/// <summary>Which vertices of a graph lie on a path from its first vertex to its last one.</summary>
internal static class LiveVertices
{
    /// <summary>True for each vertex on such a path; without any path for none.</summary>
    /// <param name="inputs">For each vertex but the first, for each vertex before it, whether it takes that one's output.</param>
    public static bool[] Of(IReadOnlyList<IReadOnlyList<bool>> inputs)
    {
        var last = inputs.Count;
        var (reached, reaches) = (new bool[last + 1], new bool[last + 1]);
        reached[0] = reaches[last] = true;
        for (var to = 1; to <= last; to++)
            for (var from = 0; from < to; from++)
                reached[to] |= inputs[to - 1][from] && reached[from];
        for (var from = last - 1; from >= 0; from--)
            for (var to = from + 1; to <= last; to++)
                reaches[from] |= inputs[to - 1][from] && reaches[to];
        return [.. reached.Zip(reaches, (a, b) => a && b)];
    }
}
