namespace NasSharp.Cli.Board.Runs;

/// <summary>The curves of a run for the page.</summary>
internal sealed record SeriesAnswer(long Cursor, bool Reset, IReadOnlyList<SeriesPoints> Series, IReadOnlyList<MetricEvent> Events, IReadOnlyList<string> Problems)
{
    /// <summary>What was added after a cursor; with a cursor that is not of this file, everything.</summary>
    public static SeriesAnswer Of(MetricsLog log, int max, long since)
    {
        log.Refresh();
        var reset = since <= 0 || since > log.Position;
        var from = reset ? 0 : since;
        var series = log.Series.Select(s => SeriesPoints.Of(s, s.From(from), reset ? max : int.MaxValue)).Where(s => s.X.Count > 0).ToList();
        string[] problems = log.Damaged == 0 ? [] : [$"{log.Damaged} lines of metrics.jsonl cannot be read and are left out"];
        return new SeriesAnswer(log.Position, reset, series, [.. log.Events.Where(e => e.Position >= from)], problems);
    }
}

/// <summary>One curve.</summary>
internal sealed record SeriesPoints(string Phase, string Name, int Total, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Min, IReadOnlyList<double> Max, IReadOnlyList<double> Seconds)
{
    public static SeriesPoints Of(MetricSeries series, int from, int max)
    {
        var (x, y, seconds) = from == 0 ? (series.X, series.Y, series.Seconds) : (series.X[from..], series.Y[from..], series.Seconds[from..]);
        var points = Envelope.Of(x, y, max);
        return new SeriesPoints(series.Phase, series.Name, series.Y.Count, points.X, points.Y, points.Min, points.Max, Envelope.Of(seconds, seconds, max).X);
    }
}
