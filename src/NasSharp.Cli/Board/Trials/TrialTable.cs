using System.Globalization;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>The trials of an experiment with the version in which each changed, so that a page that knows a version gets only what is new. Used by one thread at a time.</summary>
internal sealed class TrialTable
{
    private readonly string _instance = Guid.NewGuid().ToString("N")[..6];
    private readonly SortedList<int, TrialRow> _rows = [];
    private long _seen = -1;

    /// <summary>The trials, by number.</summary>
    public IReadOnlyList<TrialRow> Rows => [.. _rows.Values];

    /// <summary>Grows whenever something changed.</summary>
    public long Version { get; private set; }

    /// <summary>The version as a page keeps it.</summary>
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{_instance}.{Version}");

    /// <summary>Rows that cannot be read.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>What has changed since a cursor; everything when it is not of this table.</summary>
    public (IReadOnlyList<TrialRow> Rows, bool Reset) Since(string? cursor)
    {
        var known = cursor?.Split('.') is [var instance, var version] && instance == _instance && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Version
            ? number
            : -1;
        return known < 0 ? (Rows, true) : ([.. _rows.Values.Where(r => r.Version > known)], false);
    }

    /// <summary>Reads the database when another connection has written something.</summary>
    public void Refresh(ExperimentStore store, SearchSpace? space)
    {
        var seen = store.DataVersion();
        if (seen == _seen)
            return;
        var problems = new List<string>();
        var reports = Reports(store);
        var (next, changed, present) = (Version + 1, false, new HashSet<int>());
        foreach (var record in store.Trials(problems.Add))
        {
            present.Add(record.Number);
            var (last, count) = reports.GetValueOrDefault(record.Number);
            var before = _rows.GetValueOrDefault(record.Number);
            if (before?.Shows(record, last, count) == true)
                continue;
            _rows[record.Number] = new TrialRow(record, before?.Architecture ?? Parse(record, space), last, count, next);
            changed = true;
        }
        foreach (var gone in _rows.Keys.Where(n => !present.Contains(n)).ToList())
            _rows.Remove(gone);
        if (changed || _seen < 0)
            Version = next;
        (_seen, Problems) = (seen, problems);
    }

    private static Dictionary<int, (double? Last, int Count)> Reports(ExperimentStore store) => store.Database.Rows(
        row => (Trial: (int)row.GetInt64(0), Count: (int)row.GetInt64(1), Value: row.GetValue(2) is double value ? value : (double?)null),
        "SELECT trial, COUNT(*), value, MAX(sequence) FROM intermediate GROUP BY trial").ToDictionary(r => r.Trial, r => (r.Value, r.Count));

    private static Architecture? Parse(TrialRecord record, SearchSpace? space)
    {
        try
        {
            return space is null ? null : Architecture.ParseTrialParameters(space, record.Parameters, $"trial {record.Number}");
        }
        catch (Exception error) when (error is NasSharpException or ArgumentException)
        {
            return null;
        }
    }
}
