using NasSharp.Cli.Board.Runs;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>Trials as columns.</summary>
internal static class TrialColumns
{
    private static readonly string[] States = [.. Enum.GetValues<TrialState>().Select(s => s.ToString().ToLowerInvariant())];

    /// <summary>The answer for a page that knows a cursor.</summary>
    public static object Of(TrialTable table, SearchSpace? space, string? since, Dictionary<string, List<string>> labels, IReadOnlyList<string> problems)
    {
        var (rows, reset) = table.Since(since);
        return new
        {
            cursor = table.Cursor,
            reset,
            n = rows.Count,
            total = table.Rows.Count,
            columns = new
            {
                number = Column(rows, r => r.Record.Number),
                state = Column(rows, r => (int)r.Record.Status),
                result = Column(rows, r => r.Record.Result),
                fidelity = Column(rows, r => r.Record.Fidelity),
                parent = Column(rows, LineageAnswer.Parent),
                otherParent = Column(rows, r => r.Record.Parents.Count > 1 ? r.Record.Parents[1] : (int?)null),
                seconds = Column(rows, r => r.Record.Duration?.TotalSeconds),
                attempts = Column(rows, r => r.Record.Attempts),
                createdAt = Column(rows, r => r.Record.Created.ToUnixTimeMilliseconds()),
                startedAt = Column(rows, r => r.Record.Started?.ToUnixTimeMilliseconds()),
                endedAt = Column(rows, r => r.Record.Ended?.ToUnixTimeMilliseconds()),
                last = Column(rows, r => r.Last),
                reports = Column(rows, r => r.Reports),
            },
            metrics = table.Rows.SelectMany(r => r.Record.Metrics.Keys).Distinct(StringComparer.Ordinal)
                .ToDictionary(name => name, name => Column(rows, r => r.Record.Metrics.TryGetValue(name, out var value) ? value : (double?)null), StringComparer.Ordinal),
            choices = space?.Choices.Select(choice => Choice(choice, rows, Labels(choice, labels))).ToList() ?? [],
            states = States,
            problems = problems.Concat(table.Problems),
        };
    }

    private static T[] Column<T>(IReadOnlyList<TrialRow> rows, Func<TrialRow, T> value) => [.. rows.Select(value)];

    // Labels only grow, so that numbers that a page has stay right.
    private static List<string> Labels(Choice choice, Dictionary<string, List<string>> labels)
    {
        if (!labels.TryGetValue(choice.Key, out var list))
            labels.Add(choice.Key, list = [.. Enumerable.Range(0, choice.Candidates.Count).Select(i => Derivation.Text(choice, Decision.One(i)))]);
        return list;
    }

    private static object Choice(Choice choice, IReadOnlyList<TrialRow> rows, List<string> labels)
    {
        var known = labels.Index().GroupBy(l => l.Item, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Index, StringComparer.Ordinal);
        var values = new int[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = rows[i].Architecture is { } architecture && architecture.TryGet(choice.Key, out var decision) ? Number(decision) : -1;
        return new { key = choice.Key, kind = choice.Kind == ChoiceKind.LayerChoice ? "layer" : "input", labels, values };

        int Number(Decision decision)
        {
            if (decision.Selected is [var only])
                return only;
            var text = Derivation.Text(choice, decision);
            if (!known.TryGetValue(text, out var number))
            {
                known.Add(text, number = labels.Count);
                labels.Add(text);
            }
            return number;
        }
    }
}
