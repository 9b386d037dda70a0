namespace NasSharp.Experiments.Store;

/// <summary>The tables of an experiment's database.</summary>
internal static class Schema
{
    public const long Version = 2;

    private const long WithoutParents = 1;

    /// <summary>Makes the tables where they are missing.</summary>
    public static void Create(Database database) => database.Commit(() =>
    {
        foreach (var statement in Statements)
            database.Execute(statement);
        database.Execute(FormattableString.Invariant($"PRAGMA user_version={Version}"));
    });

    /// <summary>Refuses a database that another version has made; one that lacks what came later is given it.</summary>
    public static void Demand(Database database, string path)
    {
        var found = (long)database.Scalar("PRAGMA user_version")!;
        if (found == 0)
            throw new ExperimentException($"{path}: this is no experiment's database, or its creation was cut short; delete the folder and create the experiment anew.");
        if (found == WithoutParents)
            AddParents(database);
        else if (found != Version)
            throw new ExperimentException($"{path}: the database has version {found}, this nasctl reads version {Version}; use the nasctl that made it.");
    }

    // Another process may do the same at this moment.
    private static void AddParents(Database database) => database.Commit(() =>
    {
        if ((long)database.Scalar("PRAGMA user_version")! != WithoutParents)
            return;
        database.Execute("ALTER TABLE trial ADD COLUMN parents TEXT");
        database.Execute(FormattableString.Invariant($"PRAGMA user_version={Version}"));
    });

    private static readonly string[] Statements =
    [
        "CREATE TABLE property(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE trial(number INTEGER PRIMARY KEY, status TEXT NOT NULL, source TEXT NOT NULL, parameters TEXT NOT NULL, fidelity INTEGER, parent INTEGER,
            result REAL, metrics TEXT, error TEXT, log_tail TEXT, attempts INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, started INTEGER, ended INTEGER, duration INTEGER, parents TEXT)
        """,
        "CREATE INDEX trial_by_status ON trial(status)",
        "CREATE INDEX trial_by_result ON trial(result) WHERE result IS NOT NULL",
        """
        CREATE TABLE attempt(trial INTEGER NOT NULL, attempt INTEGER NOT NULL, token TEXT NOT NULL UNIQUE, state TEXT NOT NULL, handle TEXT, started INTEGER NOT NULL,
            ended INTEGER, PRIMARY KEY(trial, attempt)) WITHOUT ROWID
        """,
        "CREATE INDEX attempt_open ON attempt(state) WHERE state = 'open'",
        """
        CREATE TABLE intermediate(trial INTEGER NOT NULL, sequence INTEGER NOT NULL, value REAL, metrics TEXT, time INTEGER NOT NULL, PRIMARY KEY(trial, sequence)) WITHOUT ROWID
        """,
        "CREATE TABLE imported(number INTEGER PRIMARY KEY, parameters TEXT NOT NULL, fidelity INTEGER, result TEXT NOT NULL)",
        "CREATE TABLE tuner_event(position INTEGER PRIMARY KEY, kind TEXT NOT NULL, trial INTEGER NOT NULL)",
        "CREATE TABLE request(number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, argument TEXT NOT NULL, answered INTEGER NOT NULL DEFAULT 0)",
        "CREATE TABLE note(number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, trial INTEGER, text TEXT NOT NULL)",
    ];
}
