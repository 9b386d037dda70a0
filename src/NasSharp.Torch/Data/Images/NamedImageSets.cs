using NasSharp.Torch.Data.Download;

namespace NasSharp.Torch.Data.Images;

/// <summary>The data sets that have a name: where they lie on this machine, and what brings them.</summary>
internal static class NamedImageSets
{
    private const string Carried = "fashion-mnist-subset";

    private static readonly Dictionary<string, (IReadOnlyList<RemoteFile> Files, string? SystemFolder)> Sets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fashion-mnist"] = (OfficialFiles.FashionMnist, "/usr/share/datasets/fashion-mnist"), // Debian's package dataset-fashion-mnist
        ["mnist"] = (OfficialFiles.Mnist, null),
        ["cifar10"] = ([OfficialFiles.Cifar10], null),
        ["cifar100"] = ([OfficialFiles.Cifar100], null),
    };

    public static IReadOnlyList<string> Names { get; } = [Carried, .. Sets.Keys];

    /// <summary>The folder of a named data set, after a download if need be; null when the name is unknown.</summary>
    public static (string Name, string Folder)? Find(string name, ImageDataOptions options)
    {
        if (name.Equals(Carried, StringComparison.OrdinalIgnoreCase))
            return (Carried, FindCarried(options));
        if (!Sets.TryGetValue(name, out var set))
            return null;
        name = name.ToLowerInvariant();
        var folder = Path.Combine(options.ResolvedRoot, name);
        if (ImageSetFolder.HasKnownFiles(folder))
            return (name, folder);
        if (set.SystemFolder is not null && Directory.Exists(set.SystemFolder))
            return (name, set.SystemFolder);
        if (!options.Download)
            throw new DownloadException($"{name} is not at {folder}, and downloading is switched off; allow it, or put there: {string.Join(", ", set.Files.Select(f => f.Addresses[0]))}");
        foreach (var file in set.Files)
            Downloader.FetchAsync(file, folder, options.Downloads).GetAwaiter().GetResult();
        return (name, folder);
    }

    // The carried data lies in the repository, and the program somewhere below it or run from inside it.
    private static string FindCarried(ImageDataOptions options)
    {
        string[] starts = [AppContext.BaseDirectory, Environment.CurrentDirectory];
        foreach (var start in starts)
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, "data", Carried) is var candidate && ImageSetFolder.HasKnownFiles(candidate))
                    return candidate;
        var inRoot = Path.Combine(options.ResolvedRoot, Carried);
        return ImageSetFolder.HasKnownFiles(inRoot)
            ? inRoot
            : throw new DirectoryNotFoundException($"{Carried} lies in data/ of NasSharp's repository, but in no folder above {starts[0]} or {starts[1]}, nor at {inRoot}; copy it there.");
    }
}
