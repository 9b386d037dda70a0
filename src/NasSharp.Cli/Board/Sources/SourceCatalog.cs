using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Board.Sources;

/// <summary>The runs and experiments below a folder, and the user's experiments where asked for. Links are not followed.</summary>
/// <param name="root">The folder to search; null: only the experiments.</param>
/// <param name="experiments">Experiments elsewhere, with their ids.</param>
/// <param name="time">The clock.</param>
internal sealed class SourceCatalog(string? root, Func<IEnumerable<(string Id, ExperimentFolder Folder)>> experiments, TimeProvider time) : IDisposable
{
    private const int Depth = 4;
    private const int MostFolders = 20_000;
    private static readonly TimeSpan ScanEvery = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SourceEntry> _byFolder = new(StringComparer.Ordinal);
    private List<SourceEntry> _entries = [];
    private List<string> _problems = [];
    private long? _scannedAt;

    /// <summary>The sources, as they were found within the last seconds.</summary>
    public IReadOnlyList<SourceEntry> Entries()
    {
        lock (_lock)
        {
            if (_scannedAt is not { } at || time.GetElapsedTime(at) >= ScanEvery)
                Scan();
            return _entries;
        }
    }

    /// <summary>What could not be searched.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
                return _problems;
        }
    }

    /// <summary>A source; one that was not there a moment ago is looked for.</summary>
    /// <exception cref="BoardException">There is none.</exception>
    public SourceEntry Find(string id)
    {
        var found = Entries().FirstOrDefault(e => e.Id == id);
        if (found is null)
            lock (_lock)
            {
                Scan();
                found = _entries.FirstOrDefault(e => e.Id == id);
            }
        return found ?? throw BoardException.Missing($"There is no source '{id}'.");
    }

    public void Dispose()
    {
        foreach (var entry in _byFolder.Values)
            entry.Dispose();
    }

    private void Scan()
    {
        var (found, problems) = (new List<SourceEntry>(), new List<string>());
        if (root is not null)
        {
            var looked = 0;
            Search(new DirectoryInfo(root), Depth, found, ref looked);
            if (looked >= MostFolders)
                problems.Add($"{root} has more than {MostFolders} folders; those that were not searched may hold runs: name a folder further down");
        }
        foreach (var (id, folder) in experiments())
        {
            if (found.All(e => e.Folder != folder.Root))
                found.Add(Entry(folder.Root, id, isRun: false));
        }
        (_entries, _problems, _scannedAt) = (found, problems, time.GetTimestamp());
    }

    private void Search(DirectoryInfo folder, int left, List<SourceEntry> found, ref int looked)
    {
        if (++looked >= MostFolders)
            return;
        var entries = SafeFolder.Entries(folder).ToList();
        var path = Path.GetRelativePath(root!, folder.FullName).Replace('\\', '/');
        if (entries.Exists(e => e.Name is "experiment.db"))
        {
            found.Add(Entry(folder.FullName, path, isRun: false));
            return;
        }
        if (entries.Exists(e => e is FileInfo && e.Name is "run.json" or "nasctl.json"))
            found.Add(Entry(folder.FullName, path, isRun: true));
        if (left == 0)
            return;
        foreach (var inner in entries.OfType<DirectoryInfo>().Where(e => e.Name is not ("checkpoints" or "tensorboard" or "architectures" or "collapse" or "node_modules")).OrderBy(e => e.Name, StringComparer.Ordinal))
            Search(inner, left - 1, found, ref looked);
    }

    private SourceEntry Entry(string folder, string path, bool isRun)
    {
        if (!_byFolder.TryGetValue(folder, out var entry) || entry.Run is not null != isRun)
            _byFolder[folder] = entry = isRun ? SourceEntry.OfRun(folder, path, time) : SourceEntry.OfExperiment(folder, path, time);
        return entry;
    }
}
