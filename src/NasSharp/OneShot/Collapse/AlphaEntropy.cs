using NasSharp.Spaces;

namespace NasSharp.OneShot.Collapse;

/// <summary>How undecided the alphas are.</summary>
internal static class AlphaEntropy
{
    /// <summary>The mean over the layer choices of the entropy of their candidates' weights, as a share of the largest possible: 1 undecided, 0 decided.</summary>
    public static double Of(DifferentiableMutator mutator) => mutator.Space.Choices
        .Where(c => c.Kind == ChoiceKind.LayerChoice && c.Candidates.Count > 1)
        .Select(c => Of(mutator.Weights(c.Key)))
        .DefaultIfEmpty(0)
        .Average();

    /// <summary>The same of one choice's weights, which need not sum to 1.</summary>
    public static double Of(double[] weights)
    {
        var sum = weights.Sum();
        return weights.Where(w => w > 0).Sum(w => -w / sum * Math.Log(w / sum)) / Math.Log(weights.Length);
    }
}
