using NasSharp.Spaces;

namespace NasSharp.OneShot.Darts;

/// <summary>
/// From mixed weights to one architecture, as in the paper's section 2.4: each layer choice keeps its strongest candidate, each input choice its
/// strongest sources. A source is as strong as the strongest candidate behind it, "none" never counts. Of equals, the first wins.
/// </summary>
internal static class DartsDerivation
{
    /// <summary>Derives the architecture from the weights of each layer choice's candidates.</summary>
    public static Architecture Derive(SearchSpace space, Func<string, double[]> weightsOf)
    {
        var weights = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToDictionary(c => c.Key, c => weightsOf(c.Key), StringComparer.Ordinal);
        var decisions = weights.ToDictionary(w => w.Key, w => Decision.One(Array.IndexOf(w.Value, w.Value.Max())), StringComparer.Ordinal);
        var (sources, taken) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var choice in space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice))
        {
            var chosen = Strongest(choice, source => Strength(space, weights, source));
            decisions.Add(choice.Key, Decision.Many(chosen));
            sources.UnionWith(choice.Candidates);
            taken.UnionWith(chosen.Select(i => choice.Candidates[i]));
        }
        // What no input choice takes need not be computed.
        foreach (var unused in sources.Except(taken).Where(weights.ContainsKey))
            decisions[unused] = Decision.None;
        return new Architecture(space, decisions);
    }

    private static int[] Strongest(Choice choice, Func<string, double> strength)
    {
        var all = Enumerable.Range(0, choice.Candidates.Count);
        return choice.ChosenCount is { } count
            ? [.. all.OrderByDescending(i => strength(choice.Candidates[i])).ThenBy(i => i).Take(count)]
            : [.. all];
    }

    // A source is a layer choice, a scope (as strong as the strongest layer choice in it), another input choice, or has no key and counts nothing.
    private static double Strength(SearchSpace space, Dictionary<string, double[]> weights, string source)
    {
        if (weights.TryGetValue(source, out var own))
            return own.Max();
        if (space.Contains(source))
            return space[source].Candidates.Max(s => Strength(space, weights, s));
        var inside = space.Scopes.Where(s => s.Key == source).SelectMany(s => space.Choices.Skip(s.Start).Take(s.Count)).Where(c => weights.ContainsKey(c.Key)).ToList();
        return inside.Count == 0 ? 0 : inside.Max(c => weights[c.Key].Max());
    }
}
