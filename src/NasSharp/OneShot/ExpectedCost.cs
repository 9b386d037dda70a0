using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.OneShot;

/// <summary>
/// The cost that is expected of a network when every choice is drawn by its weights: a sum over the candidates of weight times cost, each layer choice counted as often as it
/// is computed: with the probability of the candidates around it, and of being taken by an input choice whose source it is.
/// </summary>
internal sealed class ExpectedCost(CandidateCosts table)
{
    private readonly SearchSpace _space = table.Space;

    /// <summary>The expected cost, one number; gradients reach the weights.</summary>
    /// <param name="weightsOf">The weights of a choice, [N], as probabilities; null for input choices without weights.</param>
    /// <param name="device">Where the weights are.</param>
    public torch.Tensor Of(Func<Choice, torch.Tensor?> weightsOf, torch.Device device)
    {
        var weights = _space.Choices.ToDictionary(c => c.Key, weightsOf, StringComparer.Ordinal);
        var sum = torch.tensor(table.Constant, torch.ScalarType.Float64, device);
        foreach (var (key, costs) in table.Rows)
        {
            var own = weights[key]!.to(torch.ScalarType.Float64).dot(torch.tensor(costs, torch.ScalarType.Float64, device));
            if (Active(_space[key], weights) is { } active)
                own = own * active;
            if (Taken(key, weights) is { } taken)
                own = own * taken;
            sum = sum + own;
        }
        return sum;
    }

    // Places under different candidates exclude each other, so that their probabilities add up.
    private static torch.Tensor? Active(Choice choice, Dictionary<string, torch.Tensor?> weights) => choice.ActiveWhen
        .Select(place => place.Candidates.Select(c => weights[c.Key]!.select(0, c.Candidate)).Aggregate((a, b) => a * b))
        .Aggregate((torch.Tensor?)null, (sum, place) => sum is null ? place : sum + place);

    // A layer choice that is nobody's source is always computed; otherwise when at least one input choice takes it.
    private torch.Tensor? Taken(string key, Dictionary<string, torch.Tensor?> weights)
    {
        torch.Tensor? untaken = null;
        foreach (var choice in _space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice))
            for (var i = 0; i < choice.Candidates.Count; i++)
                if (choice.Candidates[i] == key)
                    untaken = 1 - TakenBy(choice, i, weights[choice.Key]) is var left && untaken is not null ? untaken * left : left;
        return untaken is null ? null : 1 - untaken;
    }

    private static torch.Tensor TakenBy(Choice choice, int source, torch.Tensor? weights)
    {
        var count = choice.ChosenCount ?? choice.Candidates.Count;
        if (weights is null)
            return torch.tensor((double)count / choice.Candidates.Count, torch.ScalarType.Float64);
        var weight = weights.select(0, source).to(torch.ScalarType.Float64);
        return choice.ChosenCount is null ? weight : (weight * count).clamp(max: 1.0);
    }
}
