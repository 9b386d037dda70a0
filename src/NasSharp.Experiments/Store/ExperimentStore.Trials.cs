using System.Text.Json;

namespace NasSharp.Experiments.Store;

public sealed partial class ExperimentStore
{
    /// <summary>The trials, by number.</summary>
    /// <param name="damaged">Gets a line for each row that cannot be read, which is then left out; null to fail at the first.</param>
    /// <exception cref="ExperimentException">A row cannot be read and <paramref name="damaged"/> is null.</exception>
    public IReadOnlyList<TrialRecord> Trials(Action<string>? damaged = null) => ReadTrials(damaged, "ORDER BY number");

    /// <summary>The trials with the best results, best first.</summary>
    public IReadOnlyList<TrialRecord> Best(int count, bool maximize) => ReadTrials(_ => { }, maximize
        ? "WHERE result IS NOT NULL ORDER BY result DESC, number LIMIT $1"
        : "WHERE result IS NOT NULL ORDER BY result, number LIMIT $1", count);

    /// <summary>The trials that are running or waiting, by number.</summary>
    public IReadOnlyList<TrialRecord> Unfinished() => ReadTrials(null, "WHERE status IN ('waiting', 'running') ORDER BY number");

    /// <summary>A trial.</summary>
    /// <exception cref="ExperimentException">There is no such trial, or its row is damaged.</exception>
    public TrialRecord Trial(int number) => ReadTrials(null, "WHERE number = $1", number) is [var trial]
        ? trial
        : throw new ExperimentException($"{Folder.Root}: there is no trial {number}; the experiment has {TrialCount()} trials, from 0.");

    /// <summary>How many trials there are, running and ended.</summary>
    public int TrialCount() => (int)(long)_database.Scalar("SELECT COUNT(*) FROM trial")!;

    /// <summary>The numbers of the trials that have ended.</summary>
    public IReadOnlyList<int> Ended() => _database.Rows(row => (int)row.GetInt64(0), "SELECT number FROM trial WHERE status NOT IN ('waiting', 'running') ORDER BY number");

    /// <summary>How many trials are in each state; states without trials are left out.</summary>
    public IReadOnlyDictionary<TrialState, int> CountByStatus()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        _database.ForEach(row => found[row.GetString(0)] = (int)row.GetInt64(1), "SELECT status, COUNT(*) FROM trial GROUP BY status");
        var counts = new Dictionary<TrialState, int>();
        foreach (var state in TrialRows.States)
            if (found.TryGetValue(TrialRows.Text(state), out var count))
                counts[state] = count;
        return counts;
    }

    /// <summary>The trial with the greatest number that has failed; null when none has.</summary>
    public TrialRecord? LastFailed() => ReadTrials(_ => { }, "WHERE status = 'failed' ORDER BY number DESC LIMIT 1").FirstOrDefault();

    /// <summary>Hands on the results by number, with the other numbers of the final reports; rows that cannot be read are left out.</summary>
    internal void Results(Action<int, double, string?> take) => _database.ForEach(row =>
    {
        if (row.GetValue(1) is double result && double.IsFinite(result))
            take((int)row.GetInt64(0), result, row.GetValue(2) as string);
    }, "SELECT number, result, metrics FROM trial WHERE result IS NOT NULL ORDER BY number");

    /// <summary>The last intermediate result of a trial; null when there is none.</summary>
    public IntermediateRecord? LastIntermediate(int trial) => Intermediates("WHERE trial = $1 ORDER BY sequence DESC LIMIT 1", trial).FirstOrDefault();

    /// <summary>The intermediate results of a trial, in order.</summary>
    public IReadOnlyList<IntermediateRecord> Intermediates(int trial) => Intermediates("WHERE trial = $1 ORDER BY sequence", trial);

    /// <summary>Warnings that were recorded, oldest first, each with the trial it is about.</summary>
    public IReadOnlyList<(int? Trial, string Text)> Notes() => _database.Rows(
        row => ((int?)(row.IsDBNull(0) ? null : (int)row.GetInt64(0)), row.GetString(1)), "SELECT trial, text FROM note ORDER BY number");

    /// <summary>Records a proposal.</summary>
    internal int AddTrial(string source, string parameters, int? fidelity, int? parent)
    {
        var number = (int)(long)_database.Scalar("SELECT COALESCE(MAX(number) + 1, 0) FROM trial")!;
        _database.Execute("INSERT INTO trial(number, status, source, parameters, fidelity, parent, created) VALUES($1, 'waiting', $2, $3, $4, $5, $6)",
            number, source, parameters, fidelity, parent, Now());
        return number;
    }

    /// <summary>Records which trial this one continues, and of which it was made.</summary>
    internal void WriteLineage(int trial, int? continues, IReadOnlyList<int> parents) => _database.Execute(
        "UPDATE trial SET parent = $2, parents = $3 WHERE number = $1", trial, continues, parents.Count == 0 ? null : JsonSerializer.Serialize(parents));

    /// <summary>Records that a trial is about to be started; the service may start it only after that.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="waits">Whether it goes into a queue first: then it waits until <see cref="WriteBegun"/>.</param>
    internal AttemptRecord AddAttempt(int trial, bool waits = false)
    {
        AttemptRecord? attempt = null;
        _database.Commit(() =>
        {
            var number = (int)(long)_database.Scalar("UPDATE trial SET status = $2, attempts = attempts + 1, started = $3 WHERE number = $1 RETURNING attempts", trial, waits ? "waiting" : "running", waits ? null : Now())!;
            attempt = new AttemptRecord(trial, number, Guid.NewGuid().ToString("N"), null);
            _database.Execute("INSERT INTO attempt(trial, attempt, token, state, started) VALUES($1, $2, $3, 'open', $4)", trial, number, attempt.Token, Now());
            // An attempt that was lost has left its results; those of the new one take their places.
            _database.Execute("DELETE FROM intermediate WHERE trial = $1", trial);
        });
        return attempt!;
    }

    /// <summary>Records that an attempt runs that had to wait.</summary>
    internal void WriteBegun(AttemptRecord attempt, TimeSpan ago) => _database.Execute(
        "UPDATE trial SET status = 'running', started = $2 WHERE number = $1 AND status IN ('waiting', 'running') AND EXISTS(SELECT 1 FROM attempt WHERE token = $3 AND state = 'open')",
        attempt.Trial, Now() - (long)ago.TotalMilliseconds, attempt.Token);

    /// <summary>Records how the service finds the attempt again.</summary>
    internal void WriteHandle(AttemptRecord attempt, string handle) =>
        _database.Execute("UPDATE attempt SET handle = $2 WHERE token = $1 AND state = 'open'", attempt.Token, handle);

    /// <summary>The attempts that were started and of whose end nothing is known.</summary>
    internal IReadOnlyList<AttemptRecord> OpenAttempts() => _database.Rows(
        row => new AttemptRecord((int)row.GetInt64(0), (int)row.GetInt64(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)),
        "SELECT trial, attempt, token, handle FROM attempt WHERE state = 'open' ORDER BY trial");

    /// <summary>Records that an attempt was lost with the machinery around it; the trial waits for another one.</summary>
    internal void LoseAttempt(AttemptRecord attempt) => _database.Commit(() =>
    {
        if (CloseAttempt(attempt, "lost"))
            _database.Execute("UPDATE trial SET status = 'waiting' WHERE number = $1 AND status = 'running'", attempt.Trial);
    });

    /// <summary>Records an intermediate result; the same one twice is one.</summary>
    internal bool AddIntermediate(int trial, int sequence, double value, IReadOnlyDictionary<string, double> metrics) => _database.Execute(
        "INSERT OR IGNORE INTO intermediate(trial, sequence, value, metrics, time) VALUES($1, $2, $3, $4, $5)", trial, sequence, double.IsFinite(value) ? value : null, Serialize(metrics), Now()) > 0;

    /// <summary>Records how a trial ended; false when its end was recorded before, which then stays as it is.</summary>
    internal bool EndTrial(int trial, TrialEnding outcome, AttemptRecord? attempt = null)
    {
        var changed = false;
        _database.Commit(() =>
        {
            if (attempt is not null && !CloseAttempt(attempt, "ended"))
                return; // a late report of an attempt that is no longer the trial's
            changed = _database.Execute(
                "UPDATE trial SET status = $2, result = $3, metrics = $4, error = $5, log_tail = $6, duration = $7, ended = $8 WHERE number = $1 AND status IN ('waiting', 'running')",
                trial, TrialRows.Text(outcome.Status), outcome.Result, Serialize(outcome.Metrics), outcome.Error, outcome.LogTail, (long)outcome.Duration.TotalMilliseconds, Now()) > 0;
        });
        return changed;
    }

    /// <summary>Records that the experiment was stopped while the trial ran; <see cref="Requeue"/> lets it run again.</summary>
    internal void CancelForNow(int trial, AttemptRecord? attempt) => _database.Commit(() =>
    {
        if (attempt is not null)
            CloseAttempt(attempt, "cancelled");
        _database.Execute("UPDATE trial SET status = 'syscanceled', ended = $2 WHERE number = $1 AND status IN ('waiting', 'running')", trial, Now());
    });

    /// <summary>Lets the trials run again that were cancelled when the experiment was stopped.</summary>
    internal void Requeue() => _database.Execute("UPDATE trial SET status = 'waiting', ended = NULL WHERE status = 'syscanceled'");

    /// <summary>Records a warning.</summary>
    internal void AddNote(int? trial, string text) => _database.Execute("INSERT INTO note(time, trial, text) VALUES($1, $2, $3)", Now(), trial, text);

    private bool CloseAttempt(AttemptRecord attempt, string state) =>
        _database.Execute("UPDATE attempt SET state = $2, ended = $3 WHERE token = $1 AND state = 'open'", attempt.Token, state, Now()) > 0;

    private List<IntermediateRecord> Intermediates(string rest, int trial) => [.. _database.Rows(
        row => new IntermediateRecord((int)row.GetInt64(0), row.IsDBNull(1) ? double.NaN : row.GetDouble(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
        $"SELECT sequence, value, time FROM intermediate {rest}", trial)];

    private List<TrialRecord> ReadTrials(Action<string>? damaged, string rest, params ReadOnlySpan<object?> values)
    {
        var rows = _database.Rows<TrialRecord?>(row =>
        {
            try
            {
                return TrialRows.Read(row);
            }
            catch (CorruptRowException error)
            {
                if (damaged is null)
                    throw new ExperimentException($"{Folder.Database}: {error.Message}; the row is damaged, the others are not: see 'nasctl experiment check'.", error);
                damaged(error.Message);
                return null;
            }
        }, $"SELECT {TrialRows.Columns} FROM trial {rest}", values);
        return [.. rows.OfType<TrialRecord>()];
    }

    private static string? Serialize(IReadOnlyDictionary<string, double> metrics) => metrics.Count == 0
        ? null
        : JsonSerializer.Serialize(metrics.Where(m => double.IsFinite(m.Value)).ToDictionary());

}
