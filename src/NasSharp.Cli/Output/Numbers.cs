using System.Globalization;

namespace NasSharp.Cli.Output;

/// <summary>How nasctl writes numbers; one place, so that all screens and reports look alike.</summary>
internal static class Numbers
{
    /// <summary>A time such as 0:07, 2:10 or 1:02:05.</summary>
    public static string Time(TimeSpan time)
    {
        var seconds = (long)Math.Round(Math.Max(0, time.TotalSeconds));
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>A whole number with separators, such as 1,234,567.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A large number in thousands, millions or billions, such as 43.4M.</summary>
    public static string Short(long value) => value switch
    {
        < 10_000 => Count(value),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.0}K"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.0}M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.00}G"),
    };

    /// <summary>Bytes in the unit that leaves one to four digits before the point.</summary>
    public static string Bytes(long value) => value switch
    {
        < 1 << 10 => $"{value} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{value / 1024.0:0.0} KB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{value / 1048576.0:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 1073741824.0:0.0} GB"),
    };

    /// <summary>Milliseconds without the unit, such as 12.3 or 0.045.</summary>
    public static string Milliseconds(double value) => value.ToString(value < 1 ? "0.000" : value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>A part of one as per cent, such as 91.25 %.</summary>
    public static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{100 * part:0.00} %");

    /// <summary>A metric: an accuracy as per cent, anything else with four digits.</summary>
    public static string Metric(string name, double value) =>
        name.Contains("accuracy", StringComparison.Ordinal) ? $"{name} {Percent(value)}" : string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0000}");

    /// <summary>Metrics in a row; what only helps to understand an algorithm stands in metrics.jsonl.</summary>
    public static string Metrics(IEnumerable<KeyValuePair<string, double>> values) =>
        string.Join("  ", values.Where(v => !v.Key.Contains('_', StringComparison.Ordinal)).Select(v => Metric(v.Key, v.Value)));
}
