using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Runs;
using NasSharp.Cli.Board.Sources;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>Everything the Board reads of one experiment. Any number of requests may ask at once; one connection serves them in turn.</summary>
internal sealed class ExperimentReader(string folder) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<string>> _labels = new(StringComparer.Ordinal);
    private ExperimentStore? _store;
    private TrialTable _table = new();
    private SearchSpace? _space;
    private string? _spaceProblem;

    /// <summary>The folder, as the Board may read it.</summary>
    public SafeFolder Files { get; } = new(folder);

    /// <summary>The item of the list; a damaged experiment is one, too.</summary>
    public SourceItem Item(string id, string path)
    {
        try
        {
            return With((store, table) => ExperimentFacts.Item(store, table, id, path));
        }
        catch (DamagedSourceException damaged)
        {
            return new SourceItem(id, "experiment", Path.GetFileName(folder), path, "damaged", null, null, null, null, [damaged.Message]);
        }
    }

    /// <summary>What changes when the experiment does.</summary>
    public SortedDictionary<string, object?> Signs(string id)
    {
        var signs = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["id"] = id, ["status"] = "damaged" };
        try
        {
            With((store, table) =>
            {
                var info = store.Info();
                signs["status"] = ExperimentFacts.StatusOf(info, store.Folder);
                (signs["paused"], signs["concurrency"], signs["maxTrials"]) = (info.IsPaused, info.Concurrency, info.MaxTrials);
                signs["trials"] = table.Cursor;
                signs["counts"] = ExperimentFacts.Counts(table);
                return 0;
            });
        }
        catch (DamagedSourceException)
        {
            // The status says it.
        }
        return signs;
    }

    /// <summary>Answers from the database and the trials as they are now.</summary>
    /// <exception cref="DamagedSourceException">The database cannot be read.</exception>
    public T With<T>(Func<ExperimentStore, TrialTable, T> answer)
    {
        lock (_lock)
        {
            try
            {
                _store ??= Open();
                _table.Refresh(_store, _space);
                return answer(_store, _table);
            }
            catch (Exception error) when (error is NasSharpException or IOException or UnauthorizedAccessException or InvalidCastException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
            {
                Close();
                throw new DamagedSourceException($"The experiment cannot be read: {error.Message}");
            }
        }
    }

    /// <summary>The trials as columns.</summary>
    public object Trials(string? since) => With((_, table) => TrialColumns.Of(table, _space, since, _labels, _spaceProblem is null ? [] : [_spaceProblem]));

    /// <summary>What is decided.</summary>
    public object Space() => With((_, _) => new
    {
        choices = (_space?.Choices ?? []).Select(c => new
        {
            key = c.Key,
            kind = c.Kind == ChoiceKind.LayerChoice ? "layer" : "input",
            candidates = c.Candidates,
            chosen = c.Kind == ChoiceKind.LayerChoice ? 1 : c.ChosenCount,
            when = c.ActiveWhen.Select(w => w.Candidates.Select(r => new { key = r.Key, candidate = r.Candidate })),
        }),
        sizeLog10 = _space is null ? (double?)null : System.Numerics.BigInteger.Log10(_space.Count()),
        problems = _spaceProblem is null ? Array.Empty<string>() : [_spaceProblem],
    });

    /// <summary>The front of some objectives.</summary>
    public object Pareto(IReadOnlyList<(string Name, bool Maximize)> objectives) => With((_, table) => ParetoAnswer.Of(table.Rows, objectives));

    /// <summary>The importance of the choices.</summary>
    public object Importance() => With((_, table) => ImportanceAnswer.Of(table.Rows, _space));

    /// <summary>The line of a trial.</summary>
    public object Lineage(int? trial) => With((store, table) => LineageAnswer.Of(table.Rows, trial, store.Info().Maximize));

    /// <summary>All that is known of a trial.</summary>
    public object Trial(int number) => With((store, table) =>
    {
        var row = Find(table, number);
        var record = row.Record;
        return new
        {
            number, state = record.Status.ToString().ToLowerInvariant(), source = record.Source, result = record.Result, metrics = record.Metrics, fidelity = record.Fidelity, parent = LineageAnswer.Parent(row),
            attempts = record.Attempts, createdAt = record.Created.ToUnixTimeMilliseconds(), startedAt = record.Started?.ToUnixTimeMilliseconds(), endedAt = record.Ended?.ToUnixTimeMilliseconds(),
            seconds = record.Duration?.TotalSeconds, error = record.Error, logTail = record.LogTail, parameters = JsonNode.Parse(record.Parameters),
            architecture = row.Architecture is { } own ? JsonNode.Parse(own.ToJson()) : null,
            selected = row.Architecture?.Decisions.ToDictionary(d => d.Key, d => d.Value.Selected),
            nearest = LineageAnswer.Nearest(table.Rows, row),
            notes = store.Notes().Where(n => n.Trial == number).Select(n => n.Text),
            files = TrialFiles(store, number),
        };
    });

    /// <summary>The architecture of a trial.</summary>
    public Architecture Architecture(int number) => With((_, table) => Find(table, number)).Architecture ?? throw BoardException.Missing($"The parameters of trial {number} are no architecture of the space.");

    /// <summary>The intermediate results of a trial.</summary>
    public Envelope Series(int number, int max) => With((store, table) =>
    {
        _ = Find(table, number);
        return Curve(store, number, max);
    });

    /// <summary>The intermediate results of several trials; of the best ones when none is named.</summary>
    public object Curves(IReadOnlyList<int>? trials, int max, int best) => With((store, table) =>
    {
        var numbers = trials ?? [.. (store.Info().Maximize ? table.Rows.OrderByDescending(r => r.Record.Result ?? double.NegativeInfinity) : table.Rows.OrderBy(r => r.Record.Result ?? double.PositiveInfinity))
            .Where(r => r.Reports > 0).Take(best).Select(r => r.Record.Number)];
        return new { items = numbers.Select(n => (Number: n, Curve: Curve(store, n, max))).Select(c => new { trial = c.Number, total = c.Curve.Total, x = c.Curve.X, y = c.Curve.Y, min = c.Curve.Min, max = c.Curve.Max }).ToList() };
    });

    /// <summary>The file that the last attempt of a trial writes its output or its errors to, as a path in the folder.</summary>
    public string LogPath(int number, bool errors) => With((store, table) =>
        Files.Relative(Path.Combine(store.Folder.Attempt(number, Math.Max(1, Find(table, number).Record.Attempts)), errors ? "stderr.log" : "stdout.log")));

    public void Dispose() => Close();

    private static TrialRow Find(TrialTable table, int number) =>
        table.Rows.FirstOrDefault(r => r.Record.Number == number) ?? throw BoardException.Missing($"There is no trial {number.ToString(CultureInfo.InvariantCulture)}.");

    private static Envelope Curve(ExperimentStore store, int number, int max)
    {
        var reports = store.Intermediates(number);
        return Envelope.Of([.. reports.Select(r => (double)r.Sequence)], [.. reports.Select(r => r.Value)], max);
    }

    private List<object> TrialFiles(ExperimentStore store, int number)
    {
        var trial = new DirectoryInfo(store.Folder.Trial(number));
        return !trial.Exists || trial.LinkTarget is not null
            ? []
            : [.. new SafeFolder(trial.FullName).Files(3, 50).Select(f => (object)new { path = Files.Relative(f.FullName), bytes = f.Length, updatedAt = SourceEntry.Milliseconds(f.LastWriteTimeUtc) })];
    }

    private ExperimentStore Open()
    {
        var store = ExperimentStore.Open(folder);
        (_space, _spaceProblem, _table) = (null, null, new TrialTable());
        _labels.Clear();
        try
        {
            _space = SearchSpace.Parse(store.Info().SearchSpace, "search space of the experiment");
        }
        catch (NasSharpException error)
        {
            _spaceProblem = error.Message;
        }
        return store;
    }

    private void Close()
    {
        _store?.Dispose();
        _store = null;
    }
}
