using NasSharp.Spaces;

namespace NasSharp.OneShot.Collapse;

/// <summary>How many skip connections an architecture has.</summary>
/// <param name="Skips">Kept layer choices that are skip connections.</param>
/// <param name="Share">The largest share of them in a cell; 0 when there is no cell of some size.</param>
internal sealed record SkipCount(int Skips, double Share)
{
    // In less than this many choices a majority of skips says nothing.
    private const int SmallestCell = 4;

    /// <summary>Counts; a cell is what has keys that begin with the same letters.</summary>
    public static SkipCount Of(Architecture architecture, Mutator mutator)
    {
        var kept = architecture.Decisions
            .Where(d => architecture.Space[d.Key].Kind == ChoiceKind.LayerChoice && !d.Value.Equals(Decision.None))
            .Select(d => (Cell: new string([.. d.Key.TakeWhile(char.IsLetter)]), IsSkip: SkipCandidates.Of(mutator.MutablesOf(d.Key)).Index().Any(s => s.Item && d.Value.Selects(s.Index))))
            .ToList();
        var cells = kept.GroupBy(k => k.Cell, StringComparer.Ordinal).Where(c => c.Count() >= SmallestCell).ToList();
        return new SkipCount(kept.Count(k => k.IsSkip), cells.Count == 0 ? 0 : cells.Max(c => c.Average(k => k.IsSkip ? 1.0 : 0)));
    }
}
