namespace NasSharp.OneShot.Collapse;

/// <summary>What the rule needs to know of an epoch.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="SkipShare">The largest share of skips in a cell.</param>
/// <param name="Eigenvalue">The size of the dominant eigenvalue, where it was measured.</param>
internal sealed record CollapseEntry(int Epoch, double SkipShare, double? Eigenvalue);

/// <summary>A collapse.</summary>
/// <param name="HealthyEpoch">The epoch to go back to; null when none was healthy.</param>
/// <param name="Reason">What was seen, in words.</param>
internal sealed record Collapse(int? HealthyEpoch, string Reason);

/// <summary>When a search has collapsed, from the epochs measured so far, in order.</summary>
internal static class CollapseRule
{
    private const int EpochsInARow = 2;

    /// <summary>What the last epoch says; null: all is well.</summary>
    public static Collapse? Judge(IReadOnlyList<CollapseEntry> history, CollapseOptions options) => BySkips(history, options) ?? ByEigenvalue(history, options);

    private static Collapse? BySkips(IReadOnlyList<CollapseEntry> history, CollapseOptions options)
    {
        if (history.Count < EpochsInARow || history.TakeLast(EpochsInARow).Any(e => e.SkipShare <= options.SkipShare))
            return null;
        return new Collapse(history.LastOrDefault(e => e.SkipShare <= options.SkipShare)?.Epoch,
            FormattableString.Invariant($"skip connections are {history[^1].SkipShare:P0} of a cell's choices in {EpochsInARow} epochs in a row, more than {options.SkipShare:P0}"));
    }

    // The mean over a window stands for the epoch in its middle; it is compared with the mean some measurements earlier, and that one's epoch is where the search was sound.
    private static Collapse? ByEigenvalue(IReadOnlyList<CollapseEntry> history, CollapseOptions options)
    {
        if (history is not [.., { Eigenvalue: not null } last])
            return null;
        var healthy = last.Epoch - options.EigenvalueEvery * (options.EigenvalueWindow / 2 + options.EigenvalueDistance);
        var (now, before) = (Mean(history, last.Epoch, options), Mean(history, last.Epoch - options.EigenvalueEvery * options.EigenvalueDistance, options));
        if (healthy < options.EigenvalueFrom || history.All(e => e.Epoch != healthy))
            return null;
        return before > 0 && now / before > options.EigenvalueRatio
            ? new Collapse(healthy, FormattableString.Invariant(
                $"the dominant eigenvalue of the validation loss in alpha grew from {before:G3} to {now:G3}, more than {options.EigenvalueRatio} times"))
            : null;
    }

    // Over the window that ends with an epoch; null when less than half of it was measured.
    private static double? Mean(IReadOnlyList<CollapseEntry> history, int end, CollapseOptions options)
    {
        var values = history.Where(e => e.Eigenvalue is not null && e.Epoch <= end && e.Epoch > end - options.EigenvalueEvery * options.EigenvalueWindow).Select(e => e.Eigenvalue!.Value).ToList();
        return values.Count < (options.EigenvalueWindow + 1) / 2 ? null : values.Average();
    }
}
