using NasSharp.Spaces;

namespace NasSharp.Cli.Reports;

/// <summary>An architecture for people: each choice with the names of what was chosen; layers that nothing runs are left out.</summary>
internal static class ArchitectureRows
{
    public static IEnumerable<(string Key, string Chosen)> Of(Architecture architecture) =>
        architecture.Decisions.Where(d => d.Value.Selected.Count > 0 || architecture.Space[d.Key].Kind == ChoiceKind.InputChoice).Select(d => (d.Key, Names(architecture.Space[d.Key], d.Value)));

    private static string Names(Choice choice, Decision decision)
    {
        if (decision.Selected.Count == 0)
            return "nothing";
        return string.Join(", ", decision.Selected.Select(i => choice.Candidates[i].Length == 0 ? $"input {i}" : choice.Candidates[i]));
    }
}
