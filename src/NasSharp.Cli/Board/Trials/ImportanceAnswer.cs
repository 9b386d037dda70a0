using NasSharp.Cli.Board.Runs;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>How much of the variance of the results each choice explains by itself, and what each of its decisions is worth.</summary>
internal static class ImportanceAnswer
{
    /// <summary>The answer; the most important first.</summary>
    public static object Of(IReadOnlyList<TrialRow> rows, SearchSpace? space)
    {
        var trials = rows.Where(r => r.Record.Result is { } result && double.IsFinite(result) && r.Architecture is not null).Select(r => (r.Architecture, Result: r.Record.Result!.Value)).ToList();
        var mean = trials.Count == 0 ? 0 : trials.Average(t => t.Result);
        var total = trials.Sum(t => (t.Result - mean) * (t.Result - mean));
        var items = (space?.Choices ?? []).Select(choice =>
        {
            var groups = trials.GroupBy(t => t.Architecture!.TryGet(choice.Key, out var decision) ? Derivation.Text(choice, decision) : "inactive", StringComparer.Ordinal)
                .Select(g => (g.Key, Effect: g.Average(t => t.Result) - mean, Count: g.Count())).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
            return new
            {
                key = choice.Key,
                share = total > 0 ? groups.Sum(g => g.Count * g.Effect * g.Effect) / total : 0,
                effects = groups.ConvertAll(g => g.Effect),
                counts = groups.ConvertAll(g => g.Count),
                labels = groups.ConvertAll(g => g.Key),
            };
        });
        return new { method = "variance", n = trials.Count, items = items.OrderByDescending(i => i.share).ToList() };
    }
}
