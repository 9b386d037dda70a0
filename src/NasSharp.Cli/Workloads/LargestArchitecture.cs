using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Workloads;

/// <summary>The architecture that takes the candidate with the most weights everywhere: what one builds without a search, to be on the safe side.</summary>
internal static class LargestArchitecture
{
    /// <summary>Finds it for a model whose choices are open; sources of input choices are the last ones, or all where any number is allowed.</summary>
    public static Architecture Of(nn.Module model)
    {
        var space = SearchSpace.Of(model);
        var choices = model.modules().OfType<ILayerChoice>().GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.First());
        return new Architecture(space, space.Choices.Select(choice => KeyValuePair.Create(choice.Key, Decide(choice, choices))));
    }

    private static Decision Decide(Choice choice, Dictionary<string, ILayerChoice> choices)
    {
        if (choice.Kind == ChoiceKind.InputChoice)
            return Decision.Many(Enumerable.Range(0, choice.Candidates.Count).TakeLast(choice.ChosenCount ?? choice.Candidates.Count));
        var candidates = choices[choice.Key].Candidates;
        return Decision.One(Enumerable.Range(0, candidates.Count).MaxBy(i => candidates[i]?.parameters().Sum(p => p.numel()) ?? 0));
    }
}
