using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Trials;

/// <summary>A trial as the Board last saw it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Architecture">What it tried; null when that cannot be read.</param>
/// <param name="Last">The last intermediate result.</param>
/// <param name="Reports">How many intermediate results there are.</param>
/// <param name="Version">The version of the table in which it last changed.</param>
internal sealed record TrialRow(TrialRecord Record, Architecture? Architecture, double? Last, int Reports, long Version)
{
    /// <summary>Whether another look at the same trial shows the same.</summary>
    public bool Shows(TrialRecord other, double? last, int reports) =>
        (Record.Status, Record.Result, Record.Attempts, Record.Started, Record.Ended, Record.Duration, Record.Continues) == (other.Status, other.Result, other.Attempts, other.Started, other.Ended, other.Duration, other.Continues)
        && Record.Error == other.Error && Record.Metrics.Count == other.Metrics.Count && Reports == reports && Nullable.Equals(Last, last);
}
