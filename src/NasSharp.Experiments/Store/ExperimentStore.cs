using System.Globalization;

namespace NasSharp.Experiments.Store;

/// <summary>
/// An experiment's database. Every change of state is one committed transaction; a reader, or the next manager, sees it as a whole or not at all. Any number of processes may read
/// and leave requests; only the holder of the <see cref="ExperimentLock"/> changes trials. Used by one thread at a time.
/// </summary>
public sealed partial class ExperimentStore : IDisposable
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    private ExperimentStore(ExperimentFolder folder, Database database, TimeProvider time)
    {
        Folder = folder;
        _database = database;
        _time = time;
    }

    /// <summary>The folder.</summary>
    public ExperimentFolder Folder { get; }

    /// <summary>Makes the folder and the database of a new experiment.</summary>
    /// <exception cref="ExperimentException">The folder holds an experiment already or cannot be written.</exception>
    public static ExperimentStore Create(string path, ExperimentInfo info, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(info);
        var folder = new ExperimentFolder(Path.GetFullPath(path));
        if (folder.HoldsExperiment)
            throw new ExperimentException($"{folder.Root}: the folder holds an experiment already; choose another one.");
        try
        {
            Directory.CreateDirectory(folder.Trials);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExperimentException($"{folder.Root}: the folder cannot be made: {error.Message}", error);
        }
        var database = Database.Open(folder.Database, create: true);
        try
        {
            var store = new ExperimentStore(folder, database, time ?? TimeProvider.System);
            database.Commit(() =>
            {
                Schema.Create(database);
                store.WriteInfo(info);
            });
            return store;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens an experiment.</summary>
    /// <exception cref="ExperimentException">The folder holds no experiment, or its database is damaged or of another version.</exception>
    public static ExperimentStore Open(string path, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new ExperimentFolder(Path.GetFullPath(path));
        if (!folder.HoldsExperiment)
            throw new ExperimentException($"{folder.Root}: the folder holds no experiment (there is no experiment.db).");
        var database = Database.Open(folder.Database, create: false);
        try
        {
            Schema.Demand(database, folder.Database);
            return new ExperimentStore(folder, database, time ?? TimeProvider.System);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What is known of the experiment as a whole.</summary>
    /// <exception cref="ExperimentException">A property is missing or damaged.</exception>
    public ExperimentInfo Info()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        _database.ForEach(row => values[row.GetString(0)] = row.GetString(1), "SELECT name, value FROM property");
        string Get(string name) => values.TryGetValue(name, out var value) ? value : throw Damaged(name, "is missing");
        long Number(string name) => long.TryParse(Get(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Damaged(name, $"is '{Get(name)}'");
        return new ExperimentInfo
        {
            Id = Get("id"),
            Name = Get("name"),
            Created = DateTimeOffset.FromUnixTimeMilliseconds(Number("created")),
            Configuration = Get("configuration"),
            SearchSpace = Get("space"),
            Seed = Number("seed"),
            Maximize = Number("maximize") != 0,
            Concurrency = (int)Number("concurrency"),
            MaxTrials = (int)Number("max_trials"),
            MaxDuration = TimeSpan.FromMilliseconds(Number("max_duration")),
            Status = Enum.TryParse<ExperimentStatus>(Get("status"), out var status) ? status : throw Damaged("status", $"is '{Get("status")}'"),
            Elapsed = TimeSpan.FromMilliseconds(Number("elapsed")),
            EndReason = Get("end_reason"),
            IsPaused = values.GetValueOrDefault("paused") == "1",
        };
    }

    /// <summary>A number that changes whenever another connection has committed something.</summary>
    public long DataVersion() => (long)_database.Scalar("PRAGMA data_version")!;

    internal void WriteStatus(ExperimentStatus status, string endReason, TimeSpan elapsed) => _database.Commit(() =>
    {
        WriteProperty("status", status.ToString());
        WriteProperty("end_reason", endReason);
        WriteElapsed(elapsed);
    });

    internal void WriteElapsed(TimeSpan elapsed) => WriteProperty("elapsed", Milliseconds(elapsed));

    internal void WritePaused(bool isPaused) => WriteProperty("paused", isPaused ? "1" : "0");

    internal void WriteSearchSpace(string json) => WriteProperty("space", json);

    internal void WriteLimits(int concurrency, int maxTrials, TimeSpan maxDuration) => _database.Commit(() =>
    {
        WriteProperty("concurrency", concurrency.ToString(CultureInfo.InvariantCulture));
        WriteProperty("max_trials", maxTrials.ToString(CultureInfo.InvariantCulture));
        WriteProperty("max_duration", Milliseconds(maxDuration));
    });

    /// <summary>Makes several changes one transaction.</summary>
    internal void Commit(Action work) => _database.Commit(work);

    internal Database Database => _database;

    /// <summary>Closes the database.</summary>
    public void Dispose() => _database.Dispose();

    private void WriteInfo(ExperimentInfo info)
    {
        WriteProperty("id", info.Id);
        WriteProperty("name", info.Name);
        WriteProperty("created", info.Created.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        WriteProperty("configuration", info.Configuration);
        WriteProperty("space", info.SearchSpace);
        WriteProperty("seed", info.Seed.ToString(CultureInfo.InvariantCulture));
        WriteProperty("maximize", info.Maximize ? "1" : "0");
        WriteLimits(info.Concurrency, info.MaxTrials, info.MaxDuration);
        WriteStatus(info.Status, info.EndReason, info.Elapsed);
    }

    private void WriteProperty(string name, string value) =>
        _database.Execute("INSERT INTO property(name, value) VALUES($1, $2) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name, value);

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private ExperimentException Damaged(string property, string found) => new($"{Folder.Database}: the property '{property}' {found}; the experiment's head is damaged, see 'nasctl experiment check'.");
}
