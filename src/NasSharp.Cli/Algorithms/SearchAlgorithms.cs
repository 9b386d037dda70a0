namespace NasSharp.Cli.Algorithms;

/// <summary>The algorithms that <c>nasctl search</c> knows: every class of this assembly that is one.</summary>
internal static class SearchAlgorithms
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<SearchAlgorithm> All { get; } =
    [
        .. typeof(SearchAlgorithms).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(SearchAlgorithm)) && !t.IsAbstract)
            .Select(t => (SearchAlgorithm)Activator.CreateInstance(t)!)
            .OrderBy(a => a.Name, StringComparer.Ordinal),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(a => a.Name)];

    /// <summary>The algorithm of a name that is known to exist.</summary>
    public static SearchAlgorithm Of(string name) => All.First(a => a.Name == name);
}
