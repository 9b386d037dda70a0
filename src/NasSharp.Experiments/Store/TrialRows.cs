using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace NasSharp.Experiments.Store;

/// <summary>Reads rows of the trial table, strictly: whatever is not as it was written is an error that names row and column.</summary>
internal static class TrialRows
{
    public const string Columns = "number, status, source, parameters, fidelity, parent, result, metrics, error, log_tail, attempts, created, started, ended, duration, parents";

    /// <summary>All states.</summary>
    public static readonly TrialState[] States = Enum.GetValues<TrialState>();

    public static TrialRecord Read(SqliteDataReader row)
    {
        var number = 0;
        var column = "number";
        try
        {
            number = (int)Whole(row, 0)!.Value;
            T At<T>(string name, Func<T> read)
            {
                column = name;
                return read();
            }
            return new TrialRecord
            {
                Number = number,
                Status = At("status", () => Status(row.GetString(1))),
                Source = At("source", () => row.GetString(2)),
                Parameters = At("parameters", () => Json(row.GetString(3))),
                Fidelity = At("fidelity", () => (int?)Whole(row, 4)),
                Continues = At("parent", () => (int?)Whole(row, 5)),
                Result = At("result", () => Real(row, 6)),
                Metrics = At("metrics", () => row.IsDBNull(7) ? new Dictionary<string, double>() : StoredNumbers.Named(row.GetString(7))),
                Error = At("error", () => row.IsDBNull(8) ? null : row.GetString(8)),
                LogTail = At("log_tail", () => row.IsDBNull(9) ? null : row.GetString(9)),
                Attempts = At("attempts", () => (int)Whole(row, 10)!.Value),
                Created = At("created", () => DateTimeOffset.FromUnixTimeMilliseconds(Whole(row, 11)!.Value)),
                Started = At("started", () => Time(row, 12)),
                Ended = At("ended", () => Time(row, 13)),
                Duration = At("duration", () => Whole(row, 14) is { } ms ? TimeSpan.FromMilliseconds(ms) : (TimeSpan?)null),
                Parents = At("parents", () => row.IsDBNull(15) ? [] : StoredNumbers.List(row.GetString(15))),
            };
        }
        catch (Exception error) when (error is InvalidCastException or FormatException or JsonException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new CorruptRowException(number, column, error);
        }
    }

    public static string Text(TrialState status) => status.ToString().ToLowerInvariant();

    private static TrialState Status(string text)
    {
        foreach (var state in States)
            if (Text(state) == text)
                return state;
        throw new FormatException($"'{text}' is no status");
    }

    private static string Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Object ? text : throw new FormatException("not a JSON object");
    }

    private static long? Whole(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => null,
        long value => value,
        var other => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{other}' is no whole number")),
    };

    private static double? Real(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => null,
        double value => value,
        long value => value,
        var other => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{other}' is no number")),
    };

    private static DateTimeOffset? Time(SqliteDataReader row, int column) => Whole(row, column) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}

/// <summary>A row of the trial table that cannot be read.</summary>
internal sealed class CorruptRowException(int trial, string column, Exception inner)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"trial {trial}, column {column}: {inner.Message}"), inner);
