using NasSharp.Spaces;

namespace NasSharp.Experiments.Reports;

/// <summary>Where the best trial may have come from.</summary>
internal static class Lineage
{
    private const int Longest = 20;

    /// <summary>
    /// The trial, and before each the earlier one that differs from it in the fewest choices, as long as that is at most half of them; the oldest first. For tuners that mutate this is
    /// the line of parents, or one as likely.
    /// </summary>
    public static IReadOnlyList<(int Trial, double Result, IReadOnlyList<string> Changed)> Of(int best, IReadOnlyList<(int Number, Architecture Architecture, double Result)> trials)
    {
        var line = new List<(int, double, IReadOnlyList<string>)>();
        var at = trials.FirstOrDefault(t => t.Number == best);
        while (at.Architecture is not null && line.Count < Longest)
        {
            var child = at;
            var parent = trials.Where(t => t.Number < child.Number)
                .Select(t => (Trial: t, Changed: Differences(t.Architecture, child.Architecture)))
                .Where(t => 2 * t.Changed.Count <= child.Architecture.Space.Choices.Count)
                .OrderBy(t => t.Changed.Count).ThenByDescending(t => t.Trial.Number)
                .FirstOrDefault();
            line.Add((child.Number, child.Result, parent.Changed ?? []));
            at = parent.Trial;
        }
        line.Reverse();
        return line;
    }

    private static IReadOnlyList<string> Differences(Architecture one, Architecture other) => [.. one.Space.Keys.Where(key =>
    {
        var (inOne, inOther) = (one.TryGet(key, out var a), other.TryGet(key, out var b));
        return inOne != inOther || inOne && !a!.Equals(b);
    })];
}
