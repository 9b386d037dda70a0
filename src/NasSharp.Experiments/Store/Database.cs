using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NasSharp.Experiments.Store;

/// <summary>A connection to one SQLite file with a write-ahead log; failures of SQLite end in <see cref="ExperimentException"/>. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private const int BusyMilliseconds = 10_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly string _path;
    private bool _isCommitting;

    private Database(SqliteConnection connection, string path)
    {
        _connection = connection;
        _path = path;
    }

    /// <summary>Opens a file; it is made when missing and <paramref name="create"/> is true.</summary>
    /// <exception cref="ExperimentException">The file is missing, no database, or cannot be opened.</exception>
    public static Database Open(string path, bool create)
    {
        _ = SqliteLibrary.IsSystems;
        if (!create && !File.Exists(path))
            throw new ExperimentException($"{path}: there is no such file; the folder holds no experiment.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        var database = new Database(connection, path);
        try
        {
            database.Guard(connection.Open);
            database.Execute(FormattableString.Invariant($"PRAGMA busy_timeout={BusyMilliseconds}"));
            // A power cut may take the last transactions, never the order: what is left is a state that was once true, and the trials after it are proposed again.
            database.Execute("PRAGMA synchronous=NORMAL");
            if (create)
                database.Execute("PRAGMA journal_mode=WAL");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs the statements of <paramref name="work"/> as one transaction: all of them are committed, or none.</summary>
    public void Commit(Action work)
    {
        if (_isCommitting)
        {
            work();
            return;
        }
        Execute("BEGIN IMMEDIATE");
        _isCommitting = true;
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            // When the disk is full, SQLite may have taken everything back already; to ask for it again would be an error that hides the first.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                Execute("ROLLBACK");
            throw;
        }
        finally
        {
            _isCommitting = false;
        }
    }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepare(sql, values);
        return Guard(command.ExecuteNonQuery);
    }

    /// <summary>The first value of the first row, or null when there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepare(sql, values);
        return Guard(command.ExecuteScalar) is { } value and not DBNull ? value : null;
    }

    /// <summary>Reads all rows of a query.</summary>
    public List<T> Rows<T>(Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        ForEach(row => rows.Add(read(row)), sql, values);
        return rows;
    }

    /// <summary>Hands all rows of a query to <paramref name="take"/>.</summary>
    public void ForEach(Action<SqliteDataReader> take, string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepare(sql, values);
        Guard(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
                take(reader);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i + 1}") });
            _commands.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private void Guard(Action action) => Guard(() =>
    {
        action();
        return 0;
    });

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw new ExperimentException(Explain(error), error);
        }
    }

    private string Explain(SqliteException error) => error.SqliteErrorCode switch
    {
        5 or 6 => $"{_path}: another process has held the database for {BusyMilliseconds / 1000} seconds; wait for it or end it, then try again.",
        8 => $"{_path}: the database cannot be written; check the rights of the file and its folder.",
        10 => $"{_path}: reading or writing failed ({error.Message}); check the disk, then 'nasctl experiment check'.",
        11 or 26 => $"{_path}: the database is damaged ({error.Message}); 'nasctl experiment check' says what can still be read.",
        13 => $"{_path}: the disk is full; all that was recorded is kept: free space, then 'nasctl resume'.",
        14 => $"{_path}: the database cannot be opened ({error.Message}); check the rights of the file and its folder.",
        _ => $"{_path}: {error.Message}",
    };
}
