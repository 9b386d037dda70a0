using NasSharp.Spaces;

namespace NasSharp.OneShot.PDarts;

/// <summary>
/// The cap on skip connections of section 3.3: while the derived architecture has too many, the weakest of them loses its weight and the architecture is derived
/// again, so that another operation, or another edge, takes its place.
/// </summary>
internal static class SkipLimit
{
    /// <summary>Derives an architecture with few skip connections.</summary>
    /// <param name="space">The space.</param>
    /// <param name="weightsOf">The weight of every candidate of a layer choice; it is not changed.</param>
    /// <param name="inputWeightsOf">Learnt weights of input choices, null for those without.</param>
    /// <param name="skipsOf">Which candidates of a layer choice are skip connections; null for choices that are not limited.</param>
    /// <param name="most">How many skip connections may stay.</param>
    public static Architecture Derive(
        SearchSpace space, Func<string, double[]> weightsOf, Func<string, double[]?> inputWeightsOf, Func<string, bool[]?> skipsOf, int most)
    {
        var weights = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToDictionary(c => c.Key, c => (double[])weightsOf(c.Key).Clone(), StringComparer.Ordinal);
        while (true)
        {
            var derived = ArchitectureDerivation.Derive(space, key => weights[key], inputWeightsOf);
            var kept = (from w in weights
                        where skipsOf(w.Key) is not null && derived.TryGet(w.Key, out _)
                        let skips = skipsOf(w.Key)
                        from i in Enumerable.Range(0, skips.Length)
                        where skips[i] && derived[w.Key].Selects(i)
                        select (Weights: w.Value, Candidate: i)).ToList();
            // A choice with nothing else left keeps its skip connection.
            var weakest = kept.Where(k => k.Weights.Where((v, i) => i != k.Candidate).Any(v => v > 0)).OrderBy(k => k.Weights[k.Candidate]).FirstOrDefault();
            if (kept.Count <= most || weakest.Weights is null)
                return derived;
            weakest.Weights[weakest.Candidate] = 0;
        }
    }
}
