using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Runs;

/// <summary>Architectures from what a frame says is chosen.</summary>
internal static class Derivation
{
    /// <summary>The architecture of a frame.</summary>
    /// <exception cref="NasSharpException">The frame does not fit the space.</exception>
    public static Architecture Of(WeightFrame frame, IReadOnlyList<WeightColumns> columns, SearchSpace space)
    {
        var decisions = new List<KeyValuePair<string, Decision>>();
        foreach (var column in columns.Where(c => space.Contains(c.Key)))
        {
            var chosen = frame.Chosen.AsSpan(column.Offset, column.Size).ToArray();
            if (!chosen.Contains((byte)2))
                decisions.Add(KeyValuePair.Create(column.Key, chosen.Contains((byte)1) ? Decision.Many(chosen.Index().Where(c => c.Item == 1).Select(c => c.Index)) : Decision.None));
        }
        return new Architecture(space, decisions);
    }

    /// <summary>The keys in which two architectures differ.</summary>
    public static IEnumerable<string> Differences(Architecture one, Architecture other) => one.Space.Keys.Where(key =>
    {
        var (inOne, inOther) = (one.TryGet(key, out var a), other.TryGet(key, out var b));
        return inOne != inOther || (inOne && !a!.Equals(b));
    });

    /// <summary>A decision as people read it: names of candidates, or numbers of sources without a name.</summary>
    public static string Text(Choice choice, Decision? decision) => decision is null ? "" : decision.Selected.Count == 0 ? "none" : string.Join(' ', decision.Selected.Select(i =>
        i < choice.Candidates.Count && choice.Candidates[i].Length > 0 ? choice.Candidates[i] : i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
