using NasSharp.Spaces;

namespace NasSharp.Experiments.Reports;

/// <summary>What the trials say of one choice.</summary>
/// <param name="Choice">The choice.</param>
/// <param name="Share">The variance between the means of its decisions, divided by the variance of all results; from 0 to 1, 0 when all results are the same.</param>
/// <param name="Effects">Its decisions, in the order in which they were first tried.</param>
internal sealed record ChoiceImportance(Choice Choice, double Share, IReadOnlyList<DecisionEffect> Effects);

/// <summary>What one decision of a choice is worth.</summary>
/// <param name="Decision">The decision; null where the choice was inactive.</param>
/// <param name="Effect">The mean result with it, less the mean of all.</param>
/// <param name="Count">Trials with it.</param>
internal sealed record DecisionEffect(Decision? Decision, double Effect, int Count);

/// <summary>How much of the variance of the results each choice explains by itself.</summary>
internal static class ParameterImportance
{
    /// <summary>The choices, most important first.</summary>
    public static IReadOnlyList<ChoiceImportance> Of(SearchSpace space, IReadOnlyList<(Architecture Architecture, double Result)> trials)
    {
        var mean = trials.Count == 0 ? 0 : trials.Average(t => t.Result);
        var total = trials.Sum(t => (t.Result - mean) * (t.Result - mean));
        return [.. space.Choices.Select(Importance).OrderByDescending(c => c.Share).ThenBy(c => space.IndexOf(c.Choice.Key))];

        ChoiceImportance Importance(Choice choice)
        {
            DecisionEffect[] effects = [.. trials.GroupBy(t => t.Architecture.TryGet(choice.Key, out var decision) ? decision : null)
                .Select(group => new DecisionEffect(group.Key, group.Average(t => t.Result) - mean, group.Count()))];
            return new ChoiceImportance(choice, total > 0 ? effects.Sum(e => e.Count * e.Effect * e.Effect) / total : 0, effects);
        }
    }
}
