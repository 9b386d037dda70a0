using System.Net;

namespace NasSharp.Experiments.Reports;

/// <summary>The frame of a report: one HTML page with its styles inside, which asks for nothing.</summary>
internal static class HtmlPage
{
    /// <summary>How a page ends.</summary>
    public const string End = "</body></html>\n";

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2937;background:#fff}
        table{border-collapse:collapse;width:100%;font-size:.9em}td,th{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #e5e7eb;vertical-align:top}
        svg{width:100%;height:auto}figure svg text{font-size:11px;fill:#6b7280}.grid{stroke:#e5e7eb}figure{margin:1rem 0}figcaption{font-weight:600}
        pre{background:#f3f4f6;padding:.8rem;overflow:auto;font-size:.85em}.bar{background:#2563eb;height:.7rem;display:inline-block}
        .legend{font-size:.85em;color:#4b5563}.legend span{margin-right:1rem;white-space:nowrap}.legend i{display:inline-block;width:.8rem;height:.2rem;margin-right:.35rem;vertical-align:middle}
        .pairs{display:grid;grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:0 1.5rem}.pairs figure svg text{font-size:17px}.drawing{overflow:auto}.drawing svg{max-width:100%;width:auto}.kept{font-weight:600}
        @media print{body{max-width:none}figure,tr{break-inside:avoid}}
        """;

    /// <summary>How a page begins.</summary>
    public static string Begin(string title) =>
        $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\"><title>{Text(title)}</title><style>{Style}</style></head><body>\n";

    /// <summary>A text that can become nothing else.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
