namespace NasSharp.Experiments.Store;

/// <summary>What a user asks the manager of an experiment to do.</summary>
/// <param name="Number">Its place among all requests.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Argument">With what: a trial's number, a new limit, or nothing.</param>
public sealed record ExperimentRequest(long Number, RequestKind Kind, string Argument);

/// <summary>What can be asked of a manager.</summary>
public enum RequestKind
{
    /// <summary>End the experiment; running trials are cancelled and run again when it is resumed.</summary>
    Stop,

    /// <summary>End the trial with the number in the argument.</summary>
    KillTrial,

    /// <summary>Run so many trials at once.</summary>
    Concurrency,

    /// <summary>Run at most so many milliseconds.</summary>
    Duration,

    /// <summary>Start at most so many trials.</summary>
    TrialCount,

    /// <summary>Start no trials until <see cref="Continue"/> is asked; those that run go on to their ends. Whoever resumes an experiment ends its pause.</summary>
    Pause,

    /// <summary>Start trials again after a pause.</summary>
    Continue,
}

public sealed partial class ExperimentStore
{
    /// <summary>Leaves a request; the manager answers it within a second, or the next one does when it starts.</summary>
    /// <returns>The request's number.</returns>
    public long AddRequest(RequestKind kind, string argument = "") =>
        (long)_database.Scalar("INSERT INTO request(kind, argument) VALUES($1, $2) RETURNING number", kind.ToString(), argument)!;

    /// <summary>Whether the manager has done what a request asks.</summary>
    public bool IsAnswered(long request) => _database.Scalar("SELECT answered FROM request WHERE number = $1", request) is 1L;

    internal IReadOnlyList<ExperimentRequest> OpenRequests() => [.. _database.Rows(
        row => (Number: row.GetInt64(0), Kind: row.GetString(1), Argument: row.GetString(2)), "SELECT number, kind, argument FROM request WHERE answered = 0 ORDER BY number")
        .Where(r => Enum.TryParse<RequestKind>(r.Kind, out _))
        .Select(r => new ExperimentRequest(r.Number, Enum.Parse<RequestKind>(r.Kind), r.Argument))];

    internal void AnswerRequest(long number) => _database.Execute("UPDATE request SET answered = 1 WHERE number = $1", number);
}
