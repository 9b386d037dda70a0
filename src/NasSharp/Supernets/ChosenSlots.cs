using NasSharp.Spaces;

namespace NasSharp.Supernets;

/// <summary>An architecture as a byte for each candidate of each choice: 1 chosen, 0 not, 2 when the choice is inactive.</summary>
internal static class ChosenSlots
{
    private const byte Inactive = 2;
    private const float TakenAbove = 0.5f;

    /// <summary>The bytes of an architecture.</summary>
    public static byte[] Of(Architecture architecture) => [.. architecture.Space.Choices.SelectMany((choice, i) =>
        Enumerable.Range(0, choice.Candidates.Count).Select(c => architecture.At(i) is { } decision ? (byte)(decision.Selects(c) ? 1 : 0) : Inactive))];

    /// <summary>The bytes of what is strongest: of a layer choice one candidate, of an input choice as many as it takes or, where any number is allowed, those above one half.</summary>
    public static byte[] OfStrongest(SearchSpace space, float[] weights)
    {
        var chosen = new byte[weights.Length];
        var taken = new HashSet<(string, int)>();
        var offset = 0;
        foreach (var choice in space.Choices)
        {
            var own = chosen.AsSpan(offset, choice.Candidates.Count);
            if (choice.ActiveWhen.Count > 0 && !choice.ActiveWhen.Any(w => w.Candidates.All(r => taken.Contains((r.Key, r.Candidate)))))
                own.Fill(Inactive);
            else
                foreach (var i in Strongest(choice, weights.AsSpan(offset, choice.Candidates.Count).ToArray()))
                {
                    own[i] = 1;
                    taken.Add((choice.Key, i));
                }
            offset += choice.Candidates.Count;
        }
        return chosen;
    }

    private static IEnumerable<int> Strongest(Choice choice, float[] weights)
    {
        var order = Enumerable.Range(0, weights.Length).OrderByDescending(i => float.IsNaN(weights[i]) ? 0 : weights[i]).ThenBy(i => i);
        return choice.Kind == ChoiceKind.LayerChoice ? order.Take(1) : choice.ChosenCount is { } count ? order.Take(count) : order.Where(i => weights[i] > TakenAbove);
    }
}
