using NasSharp.OneShot.Collapse;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Runs;

/// <summary>How undecided a search is over time, how many skip connections it would take, and what the collapse guard measured.</summary>
internal static class HealthAnswer
{
    // In less than this many choices a majority of skips says nothing.
    private const int SmallestCell = 4;

    /// <summary>The answer.</summary>
    public static object Of(WeightHistory history, MetricsLog metrics, SupernetReading? supernet, CollapseOptions guard, int max, List<string> problems)
    {
        history.Refresh();
        metrics.Refresh();
        if (history.Problem is { } reason)
            return new { available = false, reason, problems };
        var frames = history.Read(WeightHistory.Spread(0, history.Steps.Count, max)).ToList();
        var layers = history.Choices.Where(c => supernet is null || (supernet.Space.Contains(c.Key) && supernet.Space[c.Key].Kind == ChoiceKind.LayerChoice)).ToList();
        var entropies = layers.ToDictionary(c => c.Key, c => frames.ConvertAll(f => Entropy(f.Weights.AsSpan(c.Offset, c.Size))), StringComparer.Ordinal);
        var skips = frames.ConvertAll(f => supernet is null ? (Count: (int?)null, Share: (double?)null) : Skips(f, history.Choices, supernet));
        var eigenvalue = metrics.Series.FirstOrDefault(s => s.Phase == "collapse" && s.Name == "eigenvalue");
        return new
        {
            available = true,
            steps = frames.ConvertAll(f => f.Step),
            entropy = frames.Select((_, i) => entropies.Values.Select(e => e[i]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()),
            skips = skips.ConvertAll(s => s.Count),
            skipShare = skips.ConvertAll(s => s.Share),
            choices = entropies,
            eigenvalue = new { steps = eigenvalue?.X ?? [], values = eigenvalue?.Y ?? [] },
            alarms = Alarms(metrics, guard, frames, skips),
            problems,
        };
    }

    /// <summary>The entropy of weights that need not sum to 1, as a share of the largest possible: 1 undecided, 0 decided.</summary>
    public static double Entropy(ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        if (!(sum > 0) || weights.Length < 2)
            return double.NaN;
        var entropy = 0.0;
        foreach (var weight in weights)
            entropy -= weight > 0 ? weight / sum * Math.Log(weight / sum) : 0;
        return entropy / Math.Log(weights.Length);
    }

    private static (int? Count, double? Share) Skips(WeightFrame frame, IReadOnlyList<WeightColumns> columns, SupernetReading supernet)
    {
        var cells = new Dictionary<string, (int Skips, int Kept)>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!supernet.Space.Contains(column.Key) || supernet.Space[column.Key].Kind != ChoiceKind.LayerChoice)
                continue;
            var isSkip = supernet.Skips[supernet.Space.IndexOf(column.Key)];
            var chosen = Array.IndexOf(frame.Chosen, (byte)1, column.Offset, column.Size) - column.Offset;
            if (chosen < 0)
                continue;
            // A cell is what has keys that begin with the same letters.
            var cell = new string([.. column.Key.TakeWhile(char.IsLetter)]);
            var (count, kept) = cells.GetValueOrDefault(cell);
            cells[cell] = (count + (chosen < isSkip.Length && isSkip[chosen] ? 1 : 0), kept + 1);
        }
        return (cells.Values.Sum(c => c.Skips), cells.Values.Where(c => c.Kept >= SmallestCell).Select(c => (double)c.Skips / c.Kept).DefaultIfEmpty(0).Max());
    }

    // The first place where the mean of a window is much larger than that of the window some measurements before, as the run's collapse guard judges.
    private static (long Step, double Before, double Now)? Growth(MetricsLog metrics, CollapseOptions options)
    {
        if (metrics.Series.FirstOrDefault(s => s.Phase == "collapse" && s.Name == "eigenvalue") is not { } series)
            return null;
        for (var end = options.EigenvalueWindow + options.EigenvalueDistance; end <= series.Y.Count; end++)
        {
            var (now, before) = (Mean(end), Mean(end - options.EigenvalueDistance));
            if (before > 0 && now / before > options.EigenvalueRatio)
                return ((long)series.X[end - 1], before, now);
        }
        return null;

        double Mean(int end) => series.Y.Skip(end - options.EigenvalueWindow).Take(options.EigenvalueWindow).Average();
    }

    private static IEnumerable<object> Alarms(MetricsLog metrics, CollapseOptions guard, List<WeightFrame> frames, List<(int? Count, double? Share)> skips)
    {
        var alarms = metrics.Events.Where(e => e.Phase == "rollback").Select(e => (e.Step, Kind: "rollback",
            Text: FormattableString.Invariant($"The search went back from epoch {e.Values.GetValueOrDefault("from_epoch") + 1} to epoch {e.Values.GetValueOrDefault("to_epoch") + 1}."))).ToList();
        var many = skips.FindIndex(s => s.Share > guard.SkipShare);
        if (many >= 0)
            alarms.Add((frames[many].Step, "skips", FormattableString.Invariant($"{skips[many].Share * 100:0} % of the choices of a cell would be skip connections.")));
        if (Growth(metrics, guard) is { } grown)
            alarms.Add((grown.Step, "eigenvalue", FormattableString.Invariant($"The dominant eigenvalue of the validation loss in alpha grew from {grown.Before:G3} to {grown.Now:G3}.")));
        return alarms.OrderBy(a => a.Step).Select(a => new { step = a.Step, kind = a.Kind, text = a.Text });
    }
}
