namespace NasSharp.Profiling;

/// <summary>Multiply-adds of an einsum, contracted from left to right as libtorch does.</summary>
internal static class Einsum
{
    public static long MultiplyAdds(string equation, IReadOnlyList<long[]> shapes)
    {
        var (terms, output) = Parse(equation, shapes);
        var sizes = new Dictionary<char, long>();
        foreach (var (term, shape) in terms.Zip(shapes))
        {
            for (var i = 0; i < term.Length; i++)
                sizes[term[i]] = Math.Max(sizes.GetValueOrDefault(term[i], 1), shape[i]);
        }
        var total = 0L;
        var left = terms[0].Distinct().ToHashSet();
        for (var i = 1; i < terms.Count; i++)
        {
            left.UnionWith(terms[i]);
            total += left.Aggregate(1L, (product, label) => product * sizes[label]);
            // A label that neither a later factor nor the result has is summed up here.
            left.RemoveWhere(label => !output.Contains(label) && !terms.Skip(i + 1).Any(t => t.Contains(label)));
        }
        return total;
    }

    // An ellipsis stands for the dimensions that have no letter; they get labels that no letter can be.
    private static (List<string> terms, string output) Parse(string equation, IReadOnlyList<long[]> shapes)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var terms = sides[0].Split(',').Zip(shapes, (term, shape) => Expand(term, shape.Length - (term.Length - 3))).ToList();
        var output = sides.Length > 1
            ? Expand(sides[1], terms.Max(t => t.Count(c => c < ' ')))
            : new string([.. string.Concat(terms).GroupBy(c => c).Where(g => g.Count() == 1 || g.Key < ' ').Select(g => g.Key)]);
        return (terms, output);
    }

    private static string Expand(string term, int dimensions) => term.Contains("...", StringComparison.Ordinal)
        ? term.Replace("...", new string([.. Enumerable.Range(0, dimensions).Select(i => (char)(dimensions - i))]), StringComparison.Ordinal)
        : term;
}
