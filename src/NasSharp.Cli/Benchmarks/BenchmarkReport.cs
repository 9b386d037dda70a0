using System.Globalization;
using NasSharp.Benchmarks;
using NasSharp.Benchmarks.Search;
using NasSharp.Benchmarks.Statistics;
using NasSharp.Cli.Output;

namespace NasSharp.Cli.Benchmarks;

/// <summary>Puts searches on a benchmark into words and tables.</summary>
internal static class BenchmarkReport
{
    private static readonly int[] Steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

    /// <summary>Answers of a query, with the columns that the benchmark knows.</summary>
    public static IEnumerable<string> Entries(IReadOnlyList<BenchmarkEntry> entries, string measure)
    {
        (string Head, Func<BenchmarkEntry, string?> Text)[] columns =
        [
            (measure, e => Text(e.Mean)), ("deviation", e => e.Deviation is { } d ? Text(d) : null), ("runs", e => e.Runs.Count == 0 ? null : string.Join(' ', e.Runs.Select(r => Text(r)))),
            ("seconds", e => e.Seconds is { } s ? Text(s, "0") : null), ("parameters", e => e.Parameters is { } p ? Numbers.Count(p) : null),
            ("FLOPs", e => e.Flops is { } f ? Numbers.Count(f) : null), ("of", e => e.Of), ("architecture", e => e.Architecture),
        ];
        var known = columns.Where((c, i) => i == 0 || entries.Any(e => c.Text(e) is not null)).ToArray();
        return TextTable.Lines([.. known.Select(c => c.Head)], entries.Select(e => (string[])[.. known.Select(c => c.Text(e) ?? "")]));
    }

    /// <summary>How the searches of one tuner went, with regrets after some of the queries.</summary>
    public static IEnumerable<string> Curve(BenchmarkTask task, IReadOnlyList<BenchmarkRun> runs)
    {
        var rows = Checkpoints(runs.Min(r => r.Curve.Count)).Select(query =>
        {
            var known = runs.Select(r => r.Curve[query - 1]).Where(double.IsFinite).ToArray();
            return known.Length == 0 ? [$"{query}", "", "", "", "", "", ""] : Row($"{query}", Summary.Of(known), task.BestScore - known.Average());
        });
        return TextTable.Lines(["queries", "mean", "deviation", "25 %", "median", "75 %", "regret"], rows);
    }

    /// <summary>The last line: what was found and what it is worth.</summary>
    public static string Result(string tuner, IReadOnlyList<BenchmarkRun> runs, BenchmarkTask task, string final)
    {
        var (score, finals) = (Summary.Of(runs.Select(r => r.Score)), Summary.Of(runs.Select(r => r.Final)));
        return $"{tuner}: {runs.Count} searches on {task.Name}, {Text(runs.Average(r => r.Trials), "0")} trials each; "
            + $"best score {Pair(score)} of {Text(task.BestScore)}; {final} {Pair(finals)}";
    }

    /// <summary>The paired test against random search with the same seeds.</summary>
    public static string AgainstRandom(IReadOnlyList<BenchmarkRun> runs, IReadOnlyList<BenchmarkRun> random)
    {
        var p = SignedRank.Test([.. runs.Select(r => r.Score)], [.. random.Select(r => r.Score)]);
        var difference = runs.Average(r => r.Score) - random.Average(r => r.Score);
        return $"random search with the same seeds: {Pair(Summary.Of(random.Select(r => r.Score)))}; difference {Text(difference, "+0.00;-0.00;0.00")}, "
            + $"p {(p < 1e-12 ? "< 1e-12" : $"= {Text(p, "0.##e+0")}")} (Wilcoxon signed-rank, two-sided)";
    }

    /// <summary>The published numbers, where the protocol is the same.</summary>
    public static string? Published(string tuner, ImageSet images) => PublishedSearches.Of(tuner, images) is { } published
        ? $"published: test accuracy {Text(published.Mean)} +- {Text(published.Deviation)} (NAS-Bench-201 paper, Table 5)"
        : null;

    /// <summary>Average ranks over the seeds, best first, and which tuners cannot be told apart.</summary>
    public static IEnumerable<string> Ranks(IReadOnlyList<(string Tuner, IReadOnlyList<BenchmarkRun> Runs)> searches, string final)
    {
        var ranks = AverageRanks.Of([.. searches.Select(s => (IReadOnlyList<double>)[.. s.Runs.Select(r => r.Score)])]);
        var difference = AverageRanks.CriticalDifference(searches.Count, searches[0].Runs.Count);
        var order = Enumerable.Range(0, searches.Count).OrderBy(i => ranks[i]).ToArray();
        var rows = order.Select(i => (string[])[searches[i].Tuner, Text(ranks[i]), Pair(Summary.Of(searches[i].Runs.Select(r => r.Score))), Pair(Summary.Of(searches[i].Runs.Select(r => r.Final))),
            string.Join(", ", order.Where(j => j != i && Math.Abs(ranks[i] - ranks[j]) < difference).Select(j => searches[j].Tuner))]);
        return TextTable.Lines(["tuner", "rank", "score", final, "not told apart from"], rows)
            .Append($"critical difference of ranks {Text(difference)} (Nemenyi, 5 %, {searches[0].Runs.Count} seeds)");
    }

    /// <summary>The mean regret and its standard error after each query.</summary>
    public static IReadOnlyList<(double Mean, double Error)> Regrets(BenchmarkTask task, IReadOnlyList<BenchmarkRun> runs) => [.. Enumerable.Range(0, runs.Min(r => r.Curve.Count))
        .Select(query => runs.Select(r => task.BestScore - r.Curve[query]).Where(double.IsFinite).ToArray())
        .Select(known => known.Length == 0 ? (double.NaN, double.NaN) : (Summary.Of(known) is var s ? (s.Mean, s.Deviation / Math.Sqrt(known.Length)) : default))];

    private static string[] Row(string name, Summary s, double regret) => [name, Text(s.Mean), Text(s.Deviation), Text(s.Quarter), Text(s.Median), Text(s.ThreeQuarters), Text(regret)];

    private static IEnumerable<int> Checkpoints(int last)
        => Steps.Where(q => q < last).Append(last).Where(q => q > 0);

    private static string Pair(Summary summary) => $"{Text(summary.Mean)} +- {Text(summary.Deviation)}";

    private static string Text(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
