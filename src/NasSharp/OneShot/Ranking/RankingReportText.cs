using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NasSharp.OneShot.Ranking;

/// <summary>A ranking report in words, as a table and as JSON.</summary>
internal static class RankingReportText
{
    public static string Verdict(RankingReport report)
    {
        var (supernet, parameters, gain) = (report[RankingReport.Supernet].KendallTau, report[RankingReport.Parameters].KendallTau, report.Gain);
        var percent = (report.Options.Confidence * 100).ToString("0.##", CultureInfo.InvariantCulture);
        if (double.IsNaN(supernet.Value))
            return "Nothing can be said: the scores of all networks are equal, of the supernet or after training.";
        if (double.IsNaN(gain.Value))
            return $"The supernet cannot be compared with counting parameters, which are the same in all networks; Kendall's tau of the supernet is {Text(supernet)}.";
        var figures = $"Kendall's tau {Number(supernet.Value)} against {Number(parameters.Value)}, difference {Number(gain.Value)}, {percent} % interval {Number(gain.Low)} to {Number(gain.High)}, {report.Networks.Count} networks";
        return gain switch
        {
            { Low: > 0 } => $"The supernet ranks better than counting parameters ({figures}).",
            { High: < 0 } => $"The supernet ranks worse than counting parameters ({figures}).",
            _ => $"It is not shown that the supernet ranks better than counting parameters ({figures}).",
        };
    }

    public static string Markdown(RankingReport report)
    {
        var text = new StringBuilder(report.Verdict).Append("\n\n| predictor | Kendall tau | Spearman |");
        var regrets = report.Predictors[0].Regret.Keys.ToList();
        foreach (var k in regrets)
            text.Append(CultureInfo.InvariantCulture, $" regret of top {k} |");
        text.Append("\n|---|---|---|").Append(string.Concat(regrets.Select(_ => "---|"))).Append('\n');
        foreach (var predictor in report.Predictors)
        {
            text.Append($"| {predictor.Predictor} | {Text(predictor.KendallTau)} | {Text(predictor.Spearman)} |");
            foreach (var regret in predictor.Regret.Values)
                text.Append($" {Text(regret)} |");
            text.Append('\n');
        }
        text.Append($"\n| {report.Options.Score} alone | {report.Options.Score} in the supernet | parameters | multiply-adds | architecture |\n|---|---|---|---|---|\n");
        foreach (var network in report.Networks.OrderBy(n => report.Options.HigherIsBetter ? -n.StandAlone : n.StandAlone))
            text.Append(CultureInfo.InvariantCulture, $"| {network.StandAlone:0.####} | {network.Supernet:0.####} | {network.Parameters} | {network.Flops} | {network.Architecture} |\n");
        return text.ToString();
    }

    public static JsonObject Json(RankingReport report) => new()
    {
        ["verdict"] = report.Verdict,
        ["score"] = report.Options.Score,
        ["confidence"] = report.Options.Confidence,
        ["predictors"] = new JsonArray([.. report.Predictors.Select(p => new JsonObject
        {
            ["predictor"] = p.Predictor,
            ["kendall_tau"] = Json(p.KendallTau),
            ["spearman"] = Json(p.Spearman),
            ["regret"] = new JsonObject(p.Regret.Select(r => KeyValuePair.Create(r.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)Json(r.Value)))),
        })]),
        ["gain_over_parameters"] = Json(report.Gain),
        ["networks"] = new JsonArray([.. report.Networks.Select(n => new JsonObject
        {
            ["architecture"] = JsonNode.Parse(n.Architecture.ToJson()),
            ["supernet"] = n.Supernet,
            ["stand_alone"] = n.StandAlone,
            ["parameters"] = n.Parameters,
            ["flops"] = n.Flops,
        })]),
    };

    private static JsonObject Json(Interval interval) => new()
    {
        ["value"] = Finite(interval.Value),
        ["low"] = Finite(interval.Low),
        ["high"] = Finite(interval.High),
    };

    private static JsonValue? Finite(double number) => double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static string Text(Interval interval) => double.IsNaN(interval.Value) ? "not defined" : $"{Number(interval.Value)} ({Number(interval.Low)} to {Number(interval.High)})";

    private static string Number(double number) => number.ToString("0.00##", CultureInfo.InvariantCulture);
}
