using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Experiments.Reports;

/// <summary>A trial in the line that leads to another one.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Changed">The choices in which it differs from its first parent; none without a parent.</param>
internal sealed record LineageStep(TrialRecord Trial, IReadOnlyList<string> Changed);

/// <summary>Where a trial comes from, as its tuner said when it proposed it.</summary>
internal static class Lineage
{
    private const int Longest = 30;

    /// <summary>The trial, before it its first parent, and so on; of a trial that continues another one, that one. The oldest first; of a longer line the last thirty.</summary>
    public static IReadOnlyList<LineageStep> Of(TrialRecord trial, IReadOnlyDictionary<int, TrialRecord> trials, SearchSpace space)
    {
        var line = new List<LineageStep>();
        for (var at = trial; at is not null && line.Count < Longest;)
        {
            var parent = at.Continues is { } before ? trials.GetValueOrDefault(before) : at.Parents.Count > 0 ? trials.GetValueOrDefault(at.Parents[0]) : null;
            line.Add(new LineageStep(at, parent is null ? [] : Differences(Decisions(parent, space), Decisions(at, space))));
            at = parent;
        }
        line.Reverse();
        return line;
    }

    private static Architecture Decisions(TrialRecord trial, SearchSpace space) => Architecture.ParseTrialParameters(space, trial.Parameters, $"trial {trial.Number}");

    private static IReadOnlyList<string> Differences(Architecture one, Architecture other) => [.. one.Space.Keys.Where(key =>
    {
        var (inOne, inOther) = (one.TryGet(key, out var a), other.TryGet(key, out var b));
        return inOne != inOther || inOne && !a!.Equals(b);
    })];
}
