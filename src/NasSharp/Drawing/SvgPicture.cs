using System.Globalization;
using System.Net;
using System.Text;
using NasSharp.Drawing.Layout;

namespace NasSharp.Drawing;

/// <summary>Writes diagrams as one SVG, one below the other. It has no style sheet, no script and no names, so that it can stand inside a page more than once.</summary>
internal static class SvgPicture
{
    private const double Margin = 12, Between = 26, LeastWidth = 360, Arrow = 6, Corner = 5;

    public static string Draw(string title, IReadOnlyList<Diagram> diagrams)
    {
        var layouts = diagrams.Select(DiagramLayout.Of).ToArray();
        var inner = Math.Max(LeastWidth, layouts.Max(l => l.Width));
        var body = new StringBuilder();
        var top = Margin;
        foreach (var (diagram, layout) in diagrams.Zip(layouts))
        {
            if (diagram.Title.Length > 0)
            {
                Text(body, Margin, top + TextSize.Title, diagram.Title, TextSize.Title, BoxColours.Line, "start", bold: true);
                top += TextSize.Title + 14;
            }
            body.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Number(Margin)} {Number(top)})\">\n");
            Write(body, layout);
            body.Append("</g>\n");
            top += layout.Height;
            var lines = diagram.Notes.SelectMany(n => TextSize.Wrap(n, TextSize.Normal, inner)).ToArray();
            foreach (var (index, line) in lines.Index())
                Text(body, Margin, top + 20 + index * TextSize.Normal * TextSize.LineStep, line, TextSize.Normal, BoxColours.Line, "start");
            top += (lines.Length == 0 ? 0 : 12 + lines.Length * TextSize.Normal * TextSize.LineStep) + Between;
        }
        var (width, height) = (Number(Math.Ceiling(inner + 2 * Margin)), Number(Math.Ceiling(top - Between + Margin)));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n"
            + $"<title>{WebUtility.HtmlEncode(title)}</title>\n{body}</svg>\n";
    }

    private static void Write(StringBuilder svg, DiagramLayout layout)
    {
        // Links that leave one box share their way: each part is drawn once, and as certain when one of them is.
        foreach (var part in layout.Links.SelectMany(l => l.Way.Select(curve => (Curve: curve, l.Link.Optional))).GroupBy(c => c.Curve).Select(c => (Curve: c.Key, Optional: c.All(l => l.Optional))).OrderByDescending(c => c.Optional))
            svg.Append($"<path d=\"M{Place(part.Curve.Start)}{Command(part.Curve)}\" fill=\"none\" stroke=\"{BoxColours.Line}\" stroke-width=\"1.4\" stroke-linecap=\"round\"{(part.Optional ? " stroke-dasharray=\"4 3\"" : "")}/>\n");
        foreach (var (end, side) in layout.Links.Select(l => (l.Way[^1].End, l.Link.Side)).Distinct())
            svg.Append($"<path d=\"M{Place(end)}{Tip(side)}z\" fill=\"{BoxColours.Line}\"/>\n");
        foreach (var box in layout.Boxes)
            Write(svg, box);
    }

    private static void Write(StringBuilder svg, PlacedBox placed)
    {
        var (ground, edge) = BoxColours.Of(placed.Box);
        var round = placed.Box.Kind == BoxKind.Node ? Math.Min(placed.Width, placed.Height) / 2 : Corner;
        svg.Append($"<rect x=\"{Number(placed.X)}\" y=\"{Number(placed.Y)}\" width=\"{Number(placed.Width)}\" height=\"{Number(placed.Height)}\" rx=\"{Number(round)}\" "
            + $"fill=\"{ground}\" stroke=\"{edge}\" stroke-width=\"1.2\"{(placed.Box.Kind == BoxKind.Undecided ? " stroke-dasharray=\"4 2\"" : "")}/>\n");
        var middle = placed.X + placed.Width / 2;
        var lines = placed.Box.Lines.Select(l => (Text: l, Size: TextSize.Normal)).Concat(placed.Box.Small is { } name ? [(name, TextSize.Small)] : []).ToArray();
        var line = placed.Y + placed.Height / 2 - lines.Sum(l => l.Size * TextSize.LineStep) / 2;
        foreach (var (text, size) in lines)
        {
            // Letters reach from a quarter below to three quarters above their line, roughly.
            Text(svg, middle, line + size * (TextSize.LineStep / 2 + 0.35), text, size, BoxColours.Text, "middle");
            line += size * TextSize.LineStep;
        }
    }

    private static void Text(StringBuilder svg, double x, double y, string text, double size, string colour, string anchor, bool bold = false) => svg.Append(
        $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" fill=\"{colour}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(bold ? " font-weight=\"bold\"" : "")}>{WebUtility.HtmlEncode(text)}</text>\n");

    private static string Tip(LinkSide side) => side switch
    {
        LinkSide.Above => $"l-{Number(Arrow / 2)} -{Number(Arrow)}h{Number(Arrow)}",
        LinkSide.Below => $"l-{Number(Arrow / 2)} {Number(Arrow)}h{Number(Arrow)}",
        _ => $"l-{Number(Arrow)} -{Number(Arrow / 2)}v{Number(Arrow)}",
    };

    private static string Command(Curve curve) => curve.IsStraight ? $"L{Place(curve.End)}" : $"C{Place(curve.First)} {Place(curve.Second)} {Place(curve.End)}";

    private static string Place(Point point) => $"{Number(point.X)},{Number(point.Y)}";

    private static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
