using NasSharp.Spaces;

namespace NasSharp.Experiments.Reports;

/// <summary>How much of the variance of the results each choice explains by itself.</summary>
internal static class ParameterImportance
{
    /// <summary>For each choice the variance between the means of its decisions, divided by the variance of all results; from 0 to 1, most important first.</summary>
    public static IReadOnlyList<(string Key, double Share)> Of(SearchSpace space, IReadOnlyList<(Architecture Architecture, double Result)> trials)
    {
        if (trials.Count < 2)
            return [];
        var mean = trials.Average(t => t.Result);
        var total = trials.Sum(t => (t.Result - mean) * (t.Result - mean));
        if (total <= 0)
            return [];
        return [.. space.Choices.Select(choice => (choice.Key, Share: trials
                .GroupBy(t => t.Architecture.TryGet(choice.Key, out var decision) ? decision.ToString() : "inactive")
                .Sum(group => group.Count() * Math.Pow(group.Average(t => t.Result) - mean, 2)) / total))
            .OrderByDescending(c => c.Share).ThenBy(c => space.IndexOf(c.Key))];
    }
}
