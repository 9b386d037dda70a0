using NasSharp.Cli.Board.Runs;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>Where a trial comes from: as its tuner said, or else the trials from which it differs in few choices.</summary>
internal static class LineageAnswer
{
    private const int Longest = 30;

    /// <summary>The line of a trial, the oldest first; of the best one without a number.</summary>
    public static object Of(IReadOnlyList<TrialRow> rows, int? trial, bool maximize)
    {
        var scored = Scored(rows);
        var byNumber = rows.Where(r => r.Architecture is not null).ToDictionary(r => r.Record.Number);
        var start = trial is { } number ? byNumber.GetValueOrDefault(number) : maximize ? scored.MaxBy(r => r.Record.Result) : scored.MinBy(r => r.Record.Result);
        var recorded = start is not null && Parent(start) is not null;
        var line = new List<TrialRow>();
        for (var at = start; at is not null && line.Count < Longest;)
        {
            line.Add(at);
            at = recorded ? Parent(at) is { } parent && parent < at.Record.Number ? byNumber.GetValueOrDefault(parent) : null : Likely(scored, at);
        }
        line.Reverse();
        return new
        {
            items = line.Select((row, i) => new
            {
                trial = row.Record.Number,
                result = row.Record.Result,
                parent = i == 0 ? (int?)null : line[i - 1].Record.Number,
                changed = i == 0 ? [] : Changes(line[i - 1].Architecture!, row.Architecture!),
            }),
            recorded,
        };
    }

    /// <summary>The trial that its tuner made it from, or that it continues; null when there is none.</summary>
    public static int? Parent(TrialRow row) => row.Record.Parents.Count > 0 ? row.Record.Parents[0] : row.Record.Continues;

    /// <summary>The earlier trial with a result from which one differs in the fewest choices; null when there is none.</summary>
    public static object? Nearest(IReadOnlyList<TrialRow> rows, TrialRow trial) => trial.Architecture is { } own && Closest(Scored(rows), trial) is { } nearest
        ? new { trial = nearest.Record.Number, changed = Changes(nearest.Architecture!, own) }
        : null;

    private static List<TrialRow> Scored(IReadOnlyList<TrialRow> rows) => [.. rows.Where(r => r.Record.Result is { } result && double.IsFinite(result) && r.Architecture is not null)];

    private static TrialRow? Closest(List<TrialRow> scored, TrialRow trial) => scored.Where(r => r.Record.Number < trial.Record.Number)
        .OrderBy(r => Derivation.Differences(r.Architecture!, trial.Architecture!).Count()).ThenByDescending(r => r.Record.Number).FirstOrDefault();

    // What differs in more than half of the choices is no mutation.
    private static TrialRow? Likely(List<TrialRow> scored, TrialRow trial) =>
        Closest(scored, trial) is { } closest && 2 * Derivation.Differences(closest.Architecture!, trial.Architecture!).Count() <= trial.Architecture!.Space.Choices.Count ? closest : null;

    private static List<Change> Changes(Architecture before, Architecture after) => [.. Derivation.Differences(before, after).Select(key => new Change(
        key, Derivation.Text(before.Space[key], before.TryGet(key, out var a) ? a : null), Derivation.Text(after.Space[key], after.TryGet(key, out var b) ? b : null)))];

    private sealed record Change(string Key, string From, string To);
}
