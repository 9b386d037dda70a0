using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Runs;
using NasSharp.Cli.Board.Sources;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Drawing;
using NasSharp.Experiments.Reports;

namespace NasSharp.Cli.Reports.Run;

/// <summary>A report of a one-shot search or a retraining as one HTML page: the derived network, curves, the weights over time and at the end, options, and what is needed to do it again. What a damaged file lacks is said, the rest is shown.</summary>
internal static class RunReport
{
    private const int MostCandidates = 20;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true };

    /// <summary>Whether a folder holds a run.</summary>
    public static bool IsRun(string folder) => RunRecord.IsIn(folder) || File.Exists(Path.Combine(folder, "run.json"));

    /// <summary>The page.</summary>
    public static string Html(string folder)
    {
        var files = RunFiles.Read(folder);
        var (metrics, weights, problems) = (files.Metrics, files.Weights, files.Problems);
        var summary = RunSummary.Of(folder, metrics, RunProbe.IsRunning(folder));
        var found = new ArchitectureReading(folder, files.Supernet, weights, problems).Answer(null, null);
        var page = new StringBuilder(HtmlPage.Begin(Path.GetFileName(folder)));
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(Path.GetFileName(folder))}</h1>\n<p>{(summary.IsSearch ? "Search" : "Training")}{(summary.Trainer is { } trainer ? $" with {Text(trainer)}" : "")}, {summary.Status}: {Numbers.Count(summary.Step)} steps");
        page.Append(CultureInfo.InvariantCulture, $"{(summary.Epochs is { } epochs ? $", {epochs:0} epochs" : "")}, {Numbers.Time(TimeSpan.FromSeconds(summary.Seconds))}.{(summary.Metrics.Count > 0 ? $" Last: {Text(Numbers.Metrics(summary.Metrics))}." : "")}</p>\n");
        foreach (var problem in problems.Concat(summary.Problems).Distinct(StringComparer.Ordinal))
            page.Append("<p>Left out: ").Append(Text(problem)).Append("</p>\n");
        Architecture(page, found);
        Candidates(page, files.Result);
        RunCurves.Append(page, metrics);
        WeightCurves.Append(page, weights, files.Supernet);
        Events(page, metrics);
        Reproduce(page, folder, files);
        return page.Append(HtmlPage.End).ToString();
    }

    /// <summary>Every number of the metrics, a line for each.</summary>
    public static string Csv(string folder)
    {
        var text = new StringBuilder("phase,name,step,seconds,value\n");
        foreach (var series in RunFiles.Read(folder).Metrics.Series)
            for (var i = 0; i < series.X.Count; i++)
                text.Append(CultureInfo.InvariantCulture, $"{Field(series.Phase)},{Field(series.Name)},{series.X[i]:R},{Number(series.Seconds[i])},{Number(series.Y[i])}\n");
        return text.ToString();
    }

    private static void Architecture(StringBuilder page, ArchitectureAnswer found)
    {
        page.Append("<h2>Architecture</h2>\n");
        if (!found.Available)
        {
            page.Append("<p>").Append(Text(found.Reason!)).Append("</p>\n");
            return;
        }
        page.Append(CultureInfo.InvariantCulture, $"<p>{(found.Source == "result" ? "What the run has derived." : found.Step is { } step ? $"There is no result yet: what would be derived from the weights of step {step}." : $"There is no result yet: what epoch {found.Epoch} would derive.")}</p>\n");
        // Inside a page the name of the format is known.
        if (found.Value is { } architecture)
        {
            page.Append("<div class=\"drawing\">").Append(ArchitectureDrawing.Draw(architecture, "the derived architecture").Replace(" xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal)).Append("</div>\n");
            page.Append("<details><summary>every choice</summary><table><tr><th>choice</th><th>chosen</th></tr>\n");
            foreach (var (key, chosen) in ArchitectureRows.Of(architecture))
                page.Append("<tr><td>").Append(Text(key)).Append("</td><td>").Append(Text(chosen)).Append("</td></tr>\n");
            page.Append("</table></details>\n");
        }
        page.Append("<details><summary>architecture.json</summary><pre>").Append(Text(found.Value?.ToJson() ?? found.Architecture!.ToJsonString(Indented))).Append("</pre></details>\n");
    }

    private static void Candidates(StringBuilder page, JsonObject? result)
    {
        var candidates = (result?["candidates"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (candidates.Count == 0)
            return;
        page.Append("<h2>Candidates that were compared</h2>\n<table><tr><th>rank</th><th>score</th><th>validation</th><th>architecture</th></tr>\n");
        foreach (var (index, candidate) in candidates.Take(MostCandidates).Index())
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{index + 1}</td><td>{candidate.Number("score"):G6}</td><td>{Text(candidate["validation"]?.ToJsonString(Plain) ?? "")}</td><td><details><summary>show</summary><pre>{Text(candidate["architecture"]?.ToJsonString(Plain) ?? "")}</pre></details></td></tr>\n");
        page.Append("</table>\n");
    }

    private static void Events(StringBuilder page, MetricsLog metrics)
    {
        var rollbacks = metrics.Events.Where(e => e.Phase == "rollback").ToList();
        if (rollbacks.Count == 0)
            return;
        page.Append("<h2>Rollbacks of the collapse guard</h2>\n<table><tr><th>step</th><th>from epoch</th><th>to epoch</th></tr>\n");
        foreach (var rollback in rollbacks)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{rollback.Step}</td><td>{rollback.Values.GetValueOrDefault("from_epoch") + 1:0}</td><td>{rollback.Values.GetValueOrDefault("to_epoch") + 1:0}</td></tr>\n");
        page.Append("</table>\n");
    }

    private static void Reproduce(StringBuilder page, string folder, RunFiles files)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>To reproduce</h2>\n<p>nasctl {Text(files.Tool.Text("version") ?? NasCtl.Version)}{(files.Description.Number("seed") is { } seed ? $", seed {seed:0}" : "")}.</p>\n");
        if (files.Tool.Text("command") is { } command && files.Tool?["options"] is JsonObject options)
        {
            var words = options.Select(o => $"{o.Key}={(o.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : o.Value?.ToJsonString(Plain) ?? "")}").Select(RunArguments.ShellWord);
            page.Append("<pre>").Append(Text($"nasctl {command} {string.Join(" \\\n  ", words)} \\\n  --output {RunArguments.ShellWord(Path.GetFileName(folder) + "-again")}")).Append("</pre>\n");
            page.Append("<h3>Options</h3>\n<table><tr><th>option</th><th>value</th></tr>\n");
            foreach (var (name, value) in options)
                page.Append("<tr><td>").Append(Text(name)).Append("</td><td>").Append(Text(value?.ToString() ?? "")).Append("</td></tr>\n");
            page.Append("</table>\n");
        }
        if (files.Description is not null)
            page.Append("<details><summary>run.json, as the trainer wrote it</summary><pre>").Append(Text(files.Description.ToJsonString(Indented))).Append("</pre></details>\n");
    }

    private static string Text(string text) => HtmlPage.Text(text);

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
