using System.Globalization;
using System.Net;
using System.Text;

namespace NasSharp.Cli.Benchmarks;

/// <summary>Draws mean regrets over queries as SVG, the regret on a logarithmic axis, with bands of the standard error.</summary>
internal static class RegretChart
{
    private const int Width = 760, Height = 440, Left = 64, Right = 170, Top = 36, Bottom = 46;

    // Colours that people with any colour vision tell apart (Okabe and Ito 2008), in turn.
    private static readonly string[] Colours = ["#000000", "#e69f00", "#56b4e9", "#009e73", "#d55e00", "#0072b2", "#cc79a7", "#f0e442"];

    /// <summary>The picture; a curve is the mean regret and its standard error after 1, 2, ... queries.</summary>
    public static string Draw(string title, string unit, IReadOnlyList<(string Name, IReadOnlyList<(double Mean, double Error)> Points)> curves)
    {
        var queries = curves.Max(c => c.Points.Count);
        var known = curves.SelectMany(c => c.Points).Where(p => double.IsFinite(p.Mean) && p.Mean > 0).Select(p => p.Mean).DefaultIfEmpty(1).ToArray();
        var (high, low) = (Math.Ceiling(Math.Log10(known.Max()) * 2) / 2, Math.Floor(Math.Log10(Math.Max(known.Min(), 1e-4)) * 2) / 2);
        if (high <= low)
            high = low + 1;
        var svg = new StringBuilder();
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Add($"<title>{WebUtility.HtmlEncode(title)}</title><rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>");
        Add($"<text x=\"{Left}\" y=\"20\" font-size=\"14\">{WebUtility.HtmlEncode(title)}</text>");
        for (var tick = Math.Ceiling(low); tick <= high; tick++)
            Add($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\" stroke=\"#dddddd\"/>"
                + $"<text x=\"{Left - 6}\" y=\"{Y(tick)}\" text-anchor=\"end\" dominant-baseline=\"middle\">{Number(Math.Pow(10, tick))}</text>");
        for (var part = 0; part <= 4; part++)
            Add($"<text x=\"{X(queries * part / 4.0)}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{queries * part / 4}</text>");
        Add($"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"#444444\"/>");
        Add($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">queries</text>");
        Add($"<text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">regret, {WebUtility.HtmlEncode(unit)}</text>");
        foreach (var (index, (name, points)) in curves.Index())
        {
            var colour = Colours[index % Colours.Length];
            var dash = index >= Colours.Length ? " stroke-dasharray=\"5 3\"" : "";
            var drawn = points.Index().Where(p => double.IsFinite(p.Item.Mean)).ToArray();
            var upper = drawn.Select(p => Place(p.Index, p.Item.Mean + p.Item.Error));
            var lower = drawn.Reverse().Select(p => Place(p.Index, p.Item.Mean - p.Item.Error));
            Add($"<polygon points=\"{string.Join(' ', upper.Concat(lower))}\" fill=\"{colour}\" fill-opacity=\"0.15\"/>");
            Add($"<polyline points=\"{string.Join(' ', drawn.Select(p => Place(p.Index, p.Item.Mean)))}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"{dash}/>");
            var y = Top + 8 + 18 * index;
            Add($"<line x1=\"{Width - Right + 12}\" x2=\"{Width - Right + 36}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>"
                + $"<text x=\"{Width - Right + 42}\" y=\"{y}\" dominant-baseline=\"middle\">{WebUtility.HtmlEncode(name)}</text>");
        }
        Add("</svg>");
        return svg.ToString();

        void Add(string line) => svg.Append(line).Append('\n');
        string Place(int query, double regret) => $"{X(query + 1)},{Y(Math.Log10(Math.Max(regret, 1e-9)))}";
        string X(double query) => Number(Math.Round(Left + query / queries * (Width - Left - Right), 1));
        string Y(double power) => Number(Math.Round(Top + (high - Math.Clamp(power, low, high)) / (high - low) * (Height - Top - Bottom), 1));
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
