using System.Globalization;
using System.Text;
using NasSharp.Cli.Board.Runs;
using NasSharp.Experiments.Reports;

namespace NasSharp.Cli.Reports.Run;

/// <summary>The weights of the candidates of each choice, or how often each was drawn: at the end and over time.</summary>
internal static class WeightCurves
{
    private const int Points = 150;
    private const int MostChoices = 120;

    /// <summary>Adds a chart and a table for each choice; of more than 120 choices for the first.</summary>
    public static void Append(StringBuilder page, WeightHistory weights, SupernetReading? supernet)
    {
        if (weights.Steps.Count == 0)
            return;
        var frames = weights.Read(WeightHistory.Spread(0, weights.Steps.Count, Points)).ToList();
        var visits = weights.Kind == "visits";
        page.Append(CultureInfo.InvariantCulture, $"<h2>{(visits ? "How often each candidate was drawn" : "Weights of the candidates")}</h2>\n<p>{weights.Steps.Count} records; {(visits ? "shares of the visits" : "what a choice's weights leave over up to 1 is the share of \"none\", where the method has it")}. In bold what would be derived; – has no weight of its own.</p>\n");
        page.Append(Entropy(frames, weights.Choices));
        if (weights.Choices.Count > MostChoices)
            page.Append(CultureInfo.InvariantCulture, $"<p>The first {MostChoices} of {weights.Choices.Count} choices.</p>\n");
        page.Append("<div class=\"pairs\">\n");
        foreach (var choice in weights.Choices.Take(MostChoices))
            Append(page, choice, Names(choice, supernet), frames);
        page.Append("</div>\n");
    }

    private static void Append(StringBuilder page, WeightColumns choice, IReadOnlyList<string> names, IReadOnlyList<WeightFrame> frames)
    {
        var chart = new SvgChart(choice.Key, "step", "");
        var rows = new StringBuilder();
        for (var i = 0; i < choice.Size; i++)
        {
            var slot = choice.Offset + i;
            List<(double X, double Y)> points = [.. frames.Where(f => float.IsFinite(f.Weights[slot])).Select(f => ((double)f.Step, (double)f.Weights[slot]))];
            if (points.Count > 0)
                chart.Line(RunCurves.Colour(i), names[i], points);
            var end = frames[^1].Weights[slot];
            rows.Append(CultureInfo.InvariantCulture, $"<tr{(frames[^1].Chosen[slot] == 1 ? " class=\"kept\"" : "")}><td><span class=\"legend\"><i style=\"background:{RunCurves.Colour(i)}\"></i></span>{HtmlPage.Text(names[i])}</td><td>{(float.IsFinite(end) ? end.ToString("0.0000", CultureInfo.InvariantCulture) : "–")}</td>");
            rows.Append(CultureInfo.InvariantCulture, $"<td style=\"width:40%\">{(end > 0 ? $"<span class=\"bar\" style=\"width:{Math.Min(100, 100 * end).ToString("0.#", CultureInfo.InvariantCulture)}%;background:{RunCurves.Colour(i)}\"></span>" : "")}</td></tr>\n");
        }
        var picture = chart.ToHtml();
        page.Append("<div>").Append(picture.Length > 0 ? picture : $"<figure><figcaption>{HtmlPage.Text(choice.Key)}</figcaption></figure>\n").Append("<table><tr><th>candidate</th><th>at the end</th><th></th></tr>\n").Append(rows).Append("</table></div>\n");
    }

    private static string Entropy(IReadOnlyList<WeightFrame> frames, IReadOnlyList<WeightColumns> choices)
    {
        var points = new List<(double, double)>();
        foreach (var frame in frames)
        {
            List<double> entropies = [.. choices.Select(c => HealthAnswer.Entropy(frame.Weights.AsSpan(c.Offset, c.Size))).Where(double.IsFinite)];
            if (entropies.Count > 0)
                points.Add((frame.Step, entropies.Average()));
        }
        var chart = new SvgChart("Mean entropy of the choices: 1 undecided, 0 decided", "step", "entropy");
        chart.Line(RunCurves.Colour(0), "entropy", points);
        return points.Count == 0 ? "" : chart.ToHtml() + string.Create(CultureInfo.InvariantCulture, $"<p class=\"legend\">from {points[0].Item2:0.000} to {points[^1].Item2:0.000}</p>\n");
    }

    // A source without a name is told by its number.
    private static IReadOnlyList<string> Names(WeightColumns choice, SupernetReading? supernet)
    {
        var known = supernet is not null && supernet.Space.Contains(choice.Key) && supernet.Space[choice.Key].Candidates.Count == choice.Size ? supernet.Space[choice.Key].Candidates : null;
        return [.. Enumerable.Range(0, choice.Size).Select(i => known is not null && known[i].Length > 0 ? known[i] : $"candidate {i.ToString(CultureInfo.InvariantCulture)}")];
    }
}
