using NasSharp.Spaces;

namespace NasSharp.OneShot;

/// <summary>
/// From mixed weights to one architecture, as in section 2.4 of the DARTS paper: each layer choice keeps its strongest candidate, each input choice its
/// strongest sources. A source is as strong as the strongest candidate behind it, "none" never counts. Of equals, the first wins. Where an input choice
/// has learnt weights of its own, a fixed number of sources is taken by the product of both (by the learnt weight alone when a source has no key), and
/// where any number is allowed, a source is taken when its weight is above one half.
/// </summary>
internal static class ArchitectureDerivation
{
    private const double TakenAbove = 0.5;

    /// <summary>Derives the architecture from the weights of each layer choice's candidates, and of those input choices that have some; of sources only those that are open.</summary>
    public static Architecture Derive(SearchSpace space, Func<string, double[]> weightsOf, Func<string, double[]?>? inputWeightsOf = null, Func<string, bool[]?>? openOf = null)
    {
        var weights = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToDictionary(c => c.Key, c => weightsOf(c.Key), StringComparer.Ordinal);
        var decisions = weights.ToDictionary(w => w.Key, w => Decision.One(Array.IndexOf(w.Value, w.Value.Max())), StringComparer.Ordinal);
        var (sources, taken) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var choice in space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice))
        {
            var chosen = Chosen(space, weights, choice, inputWeightsOf?.Invoke(choice.Key), openOf?.Invoke(choice.Key));
            decisions.Add(choice.Key, Decision.Many(chosen));
            sources.UnionWith(choice.Candidates);
            taken.UnionWith(chosen.Select(i => choice.Candidates[i]));
        }
        // What no input choice takes need not be computed.
        foreach (var unused in sources.Except(taken).Where(weights.ContainsKey))
            decisions[unused] = Decision.None;
        return new Architecture(space, decisions);
    }

    private static int[] Chosen(SearchSpace space, Dictionary<string, double[]> weights, Choice choice, double[]? learnt, bool[]? open)
    {
        var all = Enumerable.Range(0, choice.Candidates.Count).Where(i => open is null || open[i]);
        if (choice.ChosenCount is not { } count)
            return learnt is null ? [.. all] : [.. all.Where(i => learnt[i] > TakenAbove)];
        var behind = choice.Candidates.Select(source => Strength(space, weights, source)).ToArray();
        var alone = learnt is not null && choice.Candidates.Contains(InputChoice.NoKey);
        return [.. all.OrderByDescending(i => alone ? learnt![i] : behind[i] * (learnt?[i] ?? 1)).ThenBy(i => i).Take(count)];
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
