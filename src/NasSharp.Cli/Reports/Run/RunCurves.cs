using System.Globalization;
using System.Text;
using NasSharp.Cli.Board.Runs;
using NasSharp.Experiments.Reports;

namespace NasSharp.Cli.Reports.Run;

/// <summary>The curves of a run: a chart for each quantity, a line for each phase that has it.</summary>
internal static class RunCurves
{
    private const int Points = 400;

    // Okabe and Ito's, which people with any colour vision tell apart.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d00", "#8a8f98"];

    /// <summary>The colour of a line of a chart.</summary>
    public static string Colour(int index) => Colours[index % Colours.Length];

    /// <summary>Adds the charts, and below each its last numbers.</summary>
    public static void Append(StringBuilder page, MetricsLog metrics)
    {
        var quantities = metrics.Series.GroupBy(s => s.Name, StringComparer.Ordinal).ToList();
        page.Append("<h2>Curves</h2>\n");
        if (quantities.Count == 0)
            page.Append("<p>The run has written no numbers yet.</p>\n");
        page.Append("<div class=\"pairs\">\n");
        foreach (var quantity in quantities)
        {
            var chart = new SvgChart(quantity.Key, "step", "");
            var last = new List<string>();
            foreach (var (index, series) in quantity.Index())
            {
                var curve = Envelope.Of(series.X, series.Y, Points);
                List<(double X, double Y)> points = [.. curve.X.Zip(curve.Y).Where(p => double.IsFinite(p.Second))];
                if (points.Count == 0)
                    continue;
                chart.Line(Colour(index), series.Phase, points, inLegend: true);
                if (points.Count == 1)
                    chart.Points(Colour(index), series.Phase, points);
                last.Add(string.Create(CultureInfo.InvariantCulture, $"{series.Phase} {series.Y.FindLast(double.IsFinite):G5}"));
            }
            if (last.Count > 0)
                page.Append("<div>").Append(chart.ToHtml()).Append("<p class=\"legend\">last: ").Append(HtmlPage.Text(string.Join(", ", last))).Append("</p></div>\n");
        }
        page.Append("</div>\n");
    }
}
