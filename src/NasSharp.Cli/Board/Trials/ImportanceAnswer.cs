using NasSharp.Cli.Board.Runs;
using NasSharp.Experiments.Reports;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>How much of the variance of the results each choice explains by itself, and what each of its decisions is worth.</summary>
internal static class ImportanceAnswer
{
    /// <summary>The answer; the most important first.</summary>
    public static object Of(IReadOnlyList<TrialRow> rows, SearchSpace? space)
    {
        var trials = rows.Where(r => r.Record.Result is { } result && double.IsFinite(result) && r.Architecture is not null).Select(r => (r.Architecture!, r.Record.Result!.Value)).ToList();
        var items = (space is null ? [] : ParameterImportance.Of(space, trials)).Select(importance =>
        {
            var effects = importance.Effects.Select(e => (Label: e.Decision is null ? "inactive" : Derivation.Text(importance.Choice, e.Decision), e.Effect, e.Count))
                .OrderBy(e => e.Label, StringComparer.Ordinal).ToList();
            return new
            {
                key = importance.Choice.Key,
                share = importance.Share,
                effects = effects.ConvertAll(e => e.Effect),
                counts = effects.ConvertAll(e => e.Count),
                labels = effects.ConvertAll(e => e.Label),
            };
        });
        return new { method = "variance", n = trials.Count, items = items.ToList() };
    }
}
