using System.Globalization;
using System.Text;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Reports;

/// <summary>A report of an experiment as one HTML page without anything from elsewhere: curves, Pareto plots, importance of the choices, lineage of the best, and what is needed to reproduce it.</summary>
public static class ExperimentReport
{
    private const int Shown = 20;
    private const int Curves = 10;
    private const string Blue = "#2563eb";
    private const string Orange = "#ea580c";

    /// <summary>The page.</summary>
    /// <param name="store">The experiment, running or not.</param>
    /// <param name="version">The version of nasctl, for the section about reproduction.</param>
    public static string Html(ExperimentStore store, string version)
    {
        ArgumentNullException.ThrowIfNull(store);
        var info = store.Info();
        var space = SearchSpace.Parse(info.SearchSpace, "search space of the experiment");
        var damaged = new List<string>();
        var trials = store.Trials(damaged.Add);
        var scored = trials.Where(t => t.Result is not null).Select(t => (t.Number, Architecture: Architecture.ParseTrialParameters(space, t.Parameters), Result: t.Result!.Value)).ToList();
        var best = store.Best(Curves, info.Maximize);
        var page = new StringBuilder();
        page.Append(HtmlPage.Begin(info.Name));
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(info.Name)}</h1>\n<p>Experiment {Text(info.Id)}, {info.Status.ToString().ToLowerInvariant()}{(info.EndReason.Length > 0 ? ": " + Text(info.EndReason) : "")}. ");
        page.Append(CultureInfo.InvariantCulture, $"{trials.Count} trials ({string.Join(", ", store.CountByStatus().Select(c => $"{c.Value} {c.Key.ToString().ToLowerInvariant()}"))}) in {info.Elapsed:d\\.hh\\:mm\\:ss}.</p>\n");
        foreach (var line in damaged)
            page.Append("<p>Left out: ").Append(Text(line)).Append("</p>\n");
        page.Append(Progress(scored, info.Maximize)).Append(IntermediateCurves(store, best)).Append(Pareto(store, trials)).Append(Volume(store, info));
        BestTrials(page, trials, info.Maximize);
        Importance(page, space, [.. scored.Select(t => (t.Architecture, t.Result))]);
        if (best.Count > 0)
            Ancestors(page, Lineage.Of(best[0], trials.ToDictionary(t => t.Number), space));
        Failures(page, trials);
        Reproduce(page, info, version);
        return page.Append(HtmlPage.End).ToString();
    }

    private static string Progress(IReadOnlyList<(int Number, Architecture Architecture, double Result)> scored, bool maximize)
    {
        var chart = new SvgChart("Results by trial, and the best so far", "trial", "result");
        chart.Points(Blue, "trials", [.. scored.Select(t => ((double)t.Number, t.Result))]);
        var best = new List<(double, double)>();
        foreach (var (number, _, result) in scored)
            best.Add((number, best.Count == 0 ? result : maximize ? Math.Max(best[^1].Item2, result) : Math.Min(best[^1].Item2, result)));
        chart.Line(Orange, "best so far", best);
        return chart.ToHtml();
    }

    private static string IntermediateCurves(ExperimentStore store, IReadOnlyList<TrialRecord> best)
    {
        var chart = new SvgChart("Intermediate results of the best trials", "step", "value");
        foreach (var trial in best)
        {
            var points = store.Intermediates(trial.Number).Where(i => double.IsFinite(i.Value)).Select(i => ((double)i.Sequence, i.Value)).ToList();
            if (points.Count > 0)
                chart.Line(trial == best[0] ? Orange : Blue, FormattableString.Invariant($"trial {trial.Number}"), points);
        }
        return chart.ToHtml();
    }

    private static string Pareto(ExperimentStore store, IReadOnlyList<TrialRecord> trials)
    {
        var objectives = ObjectiveFront.ObjectivesOf(store.Info());
        var maximize = store.Info().Maximize;
        var charts = new StringBuilder();
        foreach (var name in trials.SelectMany(t => t.Metrics.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            // What is reported beside the result and is no objective is usually a cost.
            var more = objectives.FirstOrDefault(o => o.Name == name)?.Goal == Goal.Maximize;
            var points = trials.Where(t => t.Result is not null && t.Metrics.ContainsKey(name)).Select(t => (X: t.Metrics[name], Y: t.Result!.Value)).ToList();
            bool Dominates((double X, double Y) a, (double X, double Y) b) =>
                (more ? a.X >= b.X : a.X <= b.X) && (maximize ? a.Y >= b.Y : a.Y <= b.Y) && a != b;
            var front = points.Distinct().Where(p => !points.Any(other => Dominates(other, p))).OrderBy(p => p.X).ToList();
            var chart = new SvgChart($"Result against {name}, with the Pareto front ({(more ? "more" : "less")} {name} is better)", name, "result");
            chart.Points(Blue, "trials", points);
            chart.Line(Orange, "Pareto front", front);
            chart.Points(Orange, "Pareto front", front);
            charts.Append(chart.ToHtml());
        }
        return charts.ToString();
    }

    private static void BestTrials(StringBuilder page, IReadOnlyList<TrialRecord> trials, bool maximize)
    {
        page.Append("<h2>Best trials</h2>\n<table><tr><th>trial</th><th>result</th><th>status</th><th>seconds</th><th>parameters</th></tr>\n");
        foreach (var trial in trials.Where(t => t.Result is not null).OrderBy(t => maximize ? -t.Result : t.Result).ThenBy(t => t.Number).Take(Shown))
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{trial.Number}</td><td>{trial.Result:R}</td><td>{trial.Status}</td><td>{trial.Duration?.TotalSeconds:0.##}</td><td><details><summary>show</summary><pre>{Text(trial.Parameters)}</pre></details></td></tr>\n");
        page.Append("</table>\n");
    }

    private static void Importance(StringBuilder page, SearchSpace space, IReadOnlyList<(Architecture, double)> scored)
    {
        var shares = ParameterImportance.Of(space, scored);
        if (shares.All(s => s.Share <= 0))
            return;
        page.Append("<h2>Importance of the choices</h2>\n<p>The part of the results' variance that each choice explains by itself.</p>\n<table>\n");
        foreach (var (choice, share, _) in shares.Take(Shown))
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(choice.Key)}</td><td>{share:0.000}</td><td style=\"width:60%\"><span class=\"bar\" style=\"width:{100 * share:0.#}%\"></span></td></tr>\n");
        page.Append("</table>\n");
    }

    private static string Volume(ExperimentStore store, ExperimentInfo info)
    {
        if (ObjectiveFront.Of(store, info) is not { Members.Count: > 0 } front)
            return "";
        var from = string.Join(", ", front.Objectives.Zip(front.Reference, (o, r) => string.Create(CultureInfo.InvariantCulture, $"{o.Name} {r:0.####}")));
        var chart = new SvgChart($"Hypervolume above {from}", "trial", "hypervolume");
        chart.Line(Orange, "hypervolume", front.Progress());
        return chart.ToHtml() + string.Create(CultureInfo.InvariantCulture, $"<p>Hypervolume {front.Hypervolume:0.######} of {front.Members.Count} trials on the front: {string.Join(", ", front.Members)}.</p>\n");
    }

    private static void Ancestors(StringBuilder page, IReadOnlyList<LineageStep> line)
    {
        page.Append("<h2>Lineage of the best</h2>\n");
        page.Append(line.Count == 1 ? "<p>Its tuner did not make it of other trials.</p>\n" : "<p>As the tuner said when it proposed each: the trial that was mutated, or the first of the two that were crossed.</p>\n");
        page.Append("<table><tr><th>trial</th><th>result</th><th>made of</th><th>changed</th></tr>\n");
        foreach (var (trial, changed) in line)
        {
            var of = trial.Continues is { } before ? FormattableString.Invariant($"continues {before}") : string.Join(" and ", trial.Parents);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{trial.Number}</td><td>{trial.Result:R}</td><td>{of}</td><td>{Text(string.Join(", ", changed))}</td></tr>\n");
        }
        page.Append("</table>\n");
    }

    private static void Failures(StringBuilder page, IReadOnlyList<TrialRecord> trials)
    {
        var failed = trials.Where(t => t.Status == TrialState.Failed).ToList();
        if (failed.Count == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"<h2>Failed trials: {failed.Count}</h2>\n<table><tr><th>trial</th><th>why</th></tr>\n");
        foreach (var trial in failed.Take(Shown))
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{trial.Number}</td><td>{Text(trial.Error ?? "")}{(trial.LogTail is { } log ? $"<details><summary>log</summary><pre>{Text(log)}</pre></details>" : "")}</td></tr>\n");
        page.Append("</table>\n");
    }

    private static void Reproduce(StringBuilder page, ExperimentInfo info, string version)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>To reproduce</h2>\n<p>nasctl {Text(version)}, .NET {Environment.Version}, created {info.Created:u}, seed {info.Seed}.</p>\n");
        page.Append("<h3>Configuration</h3>\n<pre>").Append(Text(info.Configuration)).Append("</pre>\n<h3>Search space</h3>\n<pre>").Append(Text(info.SearchSpace)).Append("</pre>\n");
    }

    private static string Text(string text) => HtmlPage.Text(text);
}
