using NasSharp.Torch.IO;

namespace NasSharp.Experiments.Store;

/// <summary>The experiments of a user: folders in one place, and links to those that were made elsewhere.</summary>
/// <param name="Home">The place: NASCTL_HOME, otherwise <c>nasctl-experiments</c> in the user's folder.</param>
public sealed record ExperimentCatalog(string Home)
{
    private const string LinkEnding = ".link";

    /// <summary>The place that the environment names.</summary>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static ExperimentCatalog Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new ExperimentCatalog(environment("NASCTL_HOME") is { Length: > 0 } home
            ? Path.GetFullPath(home)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "nasctl-experiments"));
    }

    /// <summary>A new id: eight letters and digits that no experiment has.</summary>
    public string NewId()
    {
        string id;
        do
            id = Guid.NewGuid().ToString("N")[..8];
        while (Entries().Any(e => e.Id == id));
        return id;
    }

    /// <summary>The folder for a new experiment; one outside <see cref="Home"/> is linked.</summary>
    /// <param name="id">The experiment's id.</param>
    /// <param name="parent">The folder to make it in; null: <see cref="Home"/>.</param>
    public string FolderFor(string id, string? parent)
    {
        Directory.CreateDirectory(Home);
        var folder = Path.Combine(parent ?? Home, id);
        if (parent is not null && Path.GetFullPath(parent) != Home)
            AtomicFile.WriteAllText(Path.Combine(Home, id + LinkEnding), folder + "\n");
        return folder;
    }

    /// <summary>The experiments, by id; those whose folder has vanished are left out.</summary>
    public IReadOnlyList<(string Id, ExperimentFolder Folder)> Entries()
    {
        if (!Directory.Exists(Home))
            return [];
        var entries = new List<(string Id, ExperimentFolder Folder)>();
        foreach (var path in Directory.GetDirectories(Home))
            entries.Add((Path.GetFileName(path), new ExperimentFolder(path)));
        foreach (var path in Directory.GetFiles(Home, "*" + LinkEnding))
            entries.Add((Path.GetFileNameWithoutExtension(path), new ExperimentFolder(File.ReadAllText(path).Trim())));
        entries.RemoveAll(static e => !e.Folder.HoldsExperiment);
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return entries;
    }

    /// <summary>Finds an experiment by its id, the beginning of it, or its folder; without either the only one that is running, or the only one there is.</summary>
    /// <exception cref="ExperimentException">None fits, or several do; the message lists them.</exception>
    public ExperimentFolder Find(string? idOrFolder)
    {
        if (idOrFolder is not null && new ExperimentFolder(Path.GetFullPath(idOrFolder)) is { HoldsExperiment: true } named)
            return named;
        var entries = Entries();
        foreach (var entry in entries)
            if (entry.Id == idOrFolder)
                return entry.Folder;
        var fitting = new List<(string Id, ExperimentFolder Folder)>();
        foreach (var entry in entries)
            if (idOrFolder is null ? ExperimentLock.IsHeld(entry.Folder) : entry.Id.StartsWith(idOrFolder, StringComparison.Ordinal))
                fitting.Add(entry);
        if (idOrFolder is null && fitting.Count == 0)
            fitting.AddRange(entries);
        return fitting switch
        {
            [var only] => only.Folder,
            [] when entries.Count == 0 => throw new ExperimentException($"There is no experiment in {Home}; 'nasctl create --config FILE' makes one."),
            [] => throw new ExperimentException($"There is no experiment '{idOrFolder}'; known are {string.Join(", ", entries.Select(e => e.Id))}."),
            _ => throw new ExperimentException($"{(idOrFolder is null ? "Several experiments are there" : $"Several experiments begin with '{idOrFolder}'")}; name one of {string.Join(", ", fitting.Select(e => e.Id))}."),
        };
    }

    /// <summary>Deletes an experiment with all its files.</summary>
    /// <exception cref="ExperimentException">A manager is running it.</exception>
    public void Delete(ExperimentFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using (ExperimentLock.Take(folder))
        {
            // First what makes it an experiment, so that a deletion cut short leaves none that looks whole.
            File.Delete(folder.Database);
        }
        Directory.Delete(folder.Root, recursive: true);
        File.Delete(Path.Combine(Home, Path.GetFileName(folder.Root) + LinkEnding));
    }
}
