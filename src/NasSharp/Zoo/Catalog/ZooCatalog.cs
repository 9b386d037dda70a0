using NasSharp.Spaces;

namespace NasSharp.Zoo.Catalog;

/// <summary>The search spaces of the zoo and the architectures that were published for them, by name.</summary>
public static class ZooCatalog
{
    /// <summary>The spaces, by name.</summary>
    public static IReadOnlyList<ZooSpaceEntry> Spaces { get; } = [.. ZooSpaces.All().OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The architectures, space by space.</summary>
    public static IReadOnlyList<PublishedArchitecture> Architectures { get; } =
    [
        .. PublishedNasNet.All(), .. PublishedEnas.All(), .. PublishedDarts.All(), .. PublishedMobile.All(),
    ];

    /// <summary>The space with this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static ZooSpaceEntry Space(string name) => Find(Spaces, s => s.Name, name, "space");

    /// <summary>The architecture with this name, in capital letters or small ones.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static PublishedArchitecture Architecture(string name) => Find(Architectures, a => a.Name, name, "architecture");

    private static T Find<T>(IReadOnlyList<T> entries, Func<T, string> nameOf, string name, string what)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return entries.FirstOrDefault(e => string.Equals(nameOf(e), name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"The zoo has no {what} '{NearestName.Shorten(name)}'; {NearestName.Hint(name, entries.Select(nameOf))}", nameof(name));
    }
}
