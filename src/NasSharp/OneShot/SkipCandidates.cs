using NasSharp.Spaces;
using NasSharp.Torch.Modules;

namespace NasSharp.OneShot;

/// <summary>
/// Which candidates of a layer choice are skip connections: identities, and those that are called so, such as the reducing shortcut of a DARTS cell.
/// </summary>
internal static class SkipCandidates
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "skip", "skipconnect", "skip_connect", "identity" };

    /// <summary>For each candidate whether it hands its input on as it is, in every place of the choice.</summary>
    public static bool[] Identities(IEnumerable<IMutable> places) => ForEach(places, (choice, i) => choice.Candidates[i] is Identity);

    /// <summary>For each candidate whether it is a skip connection.</summary>
    public static bool[] Of(IEnumerable<IMutable> places) => ForEach(places, (choice, i) => choice.Candidates[i] is Identity || Names.Contains(choice.CandidateNames[i]));

    private static bool[] ForEach(IEnumerable<IMutable> places, Func<ILayerChoice, int, bool> holds)
    {
        var choices = places.OfType<ILayerChoice>().ToList();
        return [.. Enumerable.Range(0, choices[0].CandidateNames.Count).Select(i => choices.All(c => holds(c, i)))];
    }
}
