using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.Cdarts;

/// <summary>
/// The search network's relaxation, that of DARTS: every layer choice runs all its candidates, weighted with softmax(alpha), where alpha has one more
/// number for the operation "none".
/// </summary>
public sealed class CdartsMutator : DifferentiableMutator
{
    /// <summary>Takes hold of a model's choices; the alphas start near zero, drawn from <paramref name="random"/>.</summary>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public CdartsMutator(torch.nn.Module model, RandomStream random)
        : base(model, random, withNone: true)
    {
    }

    /// <summary>Whether the vector of this key decides about optional inputs, each for itself.</summary>
    internal bool IsOptional(string key) => Space[key] is { Kind: ChoiceKind.InputChoice, ChosenCount: null };

    /// <summary>The sum of the absolute alphas of all candidates whose name contains one of these, one number with gradients; null when there is none.</summary>
    internal torch.Tensor? AbsoluteAlphas(IReadOnlyList<string> names)
    {
        torch.Tensor? sum = null;
        foreach (var choice in Space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice))
        {
            long[] named = [.. choice.Candidates.Index().Where(c => names.Any(n => c.Item.Contains(n, StringComparison.OrdinalIgnoreCase))).Select(c => (long)c.Index)];
            if (named.Length == 0)
                continue;
            var alpha = Alphas[choice.Key];
            var term = alpha.index_select(0, torch.tensor(named, device: alpha.device)).abs().sum();
            sum = sum is null ? term : sum + term;
        }
        return sum;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(MeanExecution)];
}
