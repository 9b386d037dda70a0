using System.Globalization;
using System.Net;
using System.Text;

namespace NasSharp.Experiments.Reports;

/// <summary>Points or lines in a plane, as SVG that needs nothing else.</summary>
internal sealed class SvgChart(string title, string horizontal, string vertical)
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 64;
    private const int Bottom = 40;
    private const int Top = 12;
    private const int Right = 12;

    private readonly List<(string Style, string Label, IReadOnlyList<(double X, double Y)> Points, bool IsLine)> _series = [];

    private readonly List<(string Colour, string Label)> _legend = [];

    /// <summary>Adds a line.</summary>
    /// <param name="colour">Its colour.</param>
    /// <param name="label">What it is; told under the pointer.</param>
    /// <param name="points">Its points.</param>
    /// <param name="inLegend">Whether the label stands below the figure, too.</param>
    public void Line(string colour, string label, IReadOnlyList<(double X, double Y)> points, bool inLegend = false)
    {
        if (inLegend)
            _legend.Add((colour, label));
        _series.Add(($"fill:none;stroke:{colour};stroke-width:1.5", label, points, true));
    }

    /// <summary>Adds points.</summary>
    public void Points(string colour, string label, IReadOnlyList<(double X, double Y)> points) => _series.Add(($"fill:{colour};fill-opacity:.6", label, points, false));

    /// <summary>The figure; empty when there is nothing to draw.</summary>
    public string ToHtml()
    {
        var all = _series.SelectMany(s => s.Points).ToList();
        if (all.Count == 0)
            return "";
        var (x0, x1) = Range(all.Select(p => p.X));
        var (y0, y1) = Range(all.Select(p => p.Y));
        double X(double x) => Left + (x - x0) / (x1 - x0) * (Width - Left - Right);
        double Y(double y) => Height - Bottom - (y - y0) / (y1 - y0) * (Height - Bottom - Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{WebUtility.HtmlEncode(title)}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\">\n");
        for (var tick = 0; tick <= 4; tick++)
        {
            var (x, y) = (x0 + (x1 - x0) * tick / 4, y0 + (y1 - y0) * tick / 4);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y):0.#}\" y2=\"{Y(y):0.#}\"/><text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{y:0.####}</text><text x=\"{X(x):0.#}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{x:0.##}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(horizontal)}</text><text transform=\"translate(12 {Height / 2}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(vertical)}</text>\n");
        foreach (var (style, label, points, isLine) in _series)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g style=\"{style}\"><title>{WebUtility.HtmlEncode(label)}</title>");
            if (isLine)
                svg.Append("<polyline points=\"").AppendJoin(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#},{Y(p.Y):0.#}"))).Append("\"/>");
            else
                foreach (var (x, y) in points)
                    svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"3\"/>");
            svg.Append("</g>\n");
        }
        svg.Append("</svg>");
        if (_legend.Count > 0)
            svg.Append("<div class=\"legend\">").AppendJoin("", _legend.Select(l => $"<span><i style=\"background:{l.Colour}\"></i>{WebUtility.HtmlEncode(l.Label)}</span>")).Append("</div>");
        return svg.Append("</figure>\n").ToString();
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }
}
