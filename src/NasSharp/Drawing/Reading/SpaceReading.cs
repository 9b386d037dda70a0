using NasSharp.Spaces;

namespace NasSharp.Drawing.Reading;

/// <summary>A space with the decisions that were made, if any, and what boxes say of its operations.</summary>
internal sealed class SpaceReading(SearchSpace space, Architecture? architecture)
{
    private readonly List<IReadOnlyList<string>> _undecided = [];

    public SearchSpace Space => space;

    public bool IsDecided => architecture is not null;

    /// <summary>The lists of candidates of the undecided boxes that were made, each by its letter.</summary>
    public IReadOnlyList<string> Notes => [.. _undecided.Select((names, index) => $"{Letter(index)}: {string.Join(", ", names.Select(OperationName.Readable))}")];

    /// <summary>What was selected; null when nothing was decided, or the choice is not in use.</summary>
    public IReadOnlyList<int>? Selected(string key) => architecture is not null && architecture.TryGet(key, out var decision) ? decision.Selected : null;

    /// <summary>The sources that may be taken (all of them when undecided).</summary>
    public IEnumerable<int> Taken(string key) => Selected(key) ?? Enumerable.Range(0, space[key].Candidates.Count);

    /// <summary>The box of a layer choice; candidates without names take these.</summary>
    public DiagramBox Operation(string key, IReadOnlyList<string>? names = null, string? small = null)
    {
        var candidates = Names(key, names);
        return Selected(key) is { } selected ? OperationName.Box([.. selected.Select(i => candidates[i])], small) : Undecided(candidates, small);
    }

    /// <summary>The same as a block of a row, with a colour for each operation.</summary>
    public DiagramBox Block(string key, IReadOnlyList<string>? names = null, string? small = null)
    {
        var candidates = Names(key, names);
        return Selected(key) is { } selected ? OperationName.Block([.. selected.Select(i => candidates[i])], candidates, small) : Undecided(candidates, small);
    }

    private IReadOnlyList<string> Names(string key, IReadOnlyList<string>? names)
    {
        var candidates = space[key].Candidates;
        return names is not null && names.Count == candidates.Count && candidates.All(c => c.All(char.IsDigit)) ? names : candidates;
    }

    private DiagramBox Undecided(IReadOnlyList<string> candidates, string? small)
    {
        var place = _undecided.FindIndex(u => u.SequenceEqual(candidates));
        if (place < 0)
        {
            place = _undecided.Count;
            _undecided.Add(candidates);
        }
        return new DiagramBox([$"one of {Letter(place)}"], BoxKind.Undecided, small);
    }

    private static string Letter(int index) => index < 26 ? $"{(char)('A' + index)}" : $"A{index}";
}
