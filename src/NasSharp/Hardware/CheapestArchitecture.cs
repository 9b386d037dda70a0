using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;

namespace NasSharp.Hardware;

/// <summary>Finds the architecture of least cost, nested choices included.</summary>
internal static class CheapestArchitecture
{
    public static Architecture Of(CandidateCosts table)
    {
        var space = table.Space;
        return ArchitectureFilling.Fill(space, _ => null, choice => Cheapest(table, choice).Decision);
    }

    private static (Decision Decision, double Cost) Cheapest(CandidateCosts table, Choice choice)
    {
        if (choice.Kind == ChoiceKind.LayerChoice)
        {
            var costs = table.Rows[choice.Key].Select((own, i) => own + Inside(table, new CandidateReference(choice.Key, i))).ToArray();
            var best = Array.IndexOf(costs, costs.Min());
            return (Decision.One(best), costs[best]);
        }
        var sources = choice.Candidates.Index().OrderBy(s => table.Rows.TryGetValue(s.Item, out var row) ? row.Min() : 0).ThenBy(s => s.Index);
        return (Decision.Many(sources.Take(choice.ChosenCount ?? 0).Select(s => s.Index)), 0);
    }

    // What the choices directly inside a candidate cost at least; a choice with several places counts in each.
    private static double Inside(CandidateCosts table, CandidateReference candidate) => table.Space.Choices
        .Where(c => c.ActiveWhen.Any(place => place.Candidates[^1].Equals(candidate)))
        .Sum(c => Cheapest(table, c).Cost);
}
