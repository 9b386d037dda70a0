using System.Globalization;
using NasSharp.Cli.Output;
using NasSharp.OneShot.Ranking;
using NasSharp.Proxies;

namespace NasSharp.Cli.Scores;

/// <summary>Proxies as tables for people.</summary>
internal static class ScoreReport
{
    private const string Missing = "missing";

    /// <summary>A row for each architecture.</summary>
    public static IEnumerable<string> Networks(IReadOnlyList<ProxyScores> rows) => rows.Count == 0 ? [] : TextTable.Lines(
        ["", .. rows[0].Scores.Keys],
        rows.Select((row, i) => (string[])[$"{i + 1}", .. row.Scores.Values.Select(Number)]));

    /// <summary>A row for each proxy of one architecture.</summary>
    public static IEnumerable<string> Network(ProxyScores row) => TextTable.Lines(
        ["proxy", "score", ""],
        row.Scores.Select(s => (string[])[s.Key, Number(s.Value), ZeroCostProxies.All.First(p => p.Name == s.Key).Description]));

    /// <summary>A row for each proxy: how it orders the table's architectures.</summary>
    public static IEnumerable<string> Correlations(IReadOnlyList<ProxyCorrelation> rows) => TextTable.Lines(
        ["proxy", "Spearman", "95 % interval", "Kendall", "95 % interval", "ranked", "missing"],
        rows.Select(r => (string[])[r.Proxy, Value(r.Spearman), Range(r.Spearman), Value(r.KendallTau), Range(r.KendallTau), $"{r.Ranked}", $"{r.Missing}"]));

    /// <summary>A score with six digits, whole numbers up to a billion as they are.</summary>
    public static string Number(double? score) => score switch
    {
        null => Missing,
        { } whole when whole == Math.Truncate(whole) && Math.Abs(whole) < 1e9 => whole.ToString("0", CultureInfo.InvariantCulture),
        { } value => value.ToString("G6", CultureInfo.InvariantCulture),
    };

    private static string Value(Interval interval) => Text(interval.Value);

    private static string Range(Interval interval) => double.IsNaN(interval.Value) ? "" : $"{Text(interval.Low)} to {Text(interval.High)}";

    private static string Text(double value) => double.IsNaN(value) ? "not defined" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
