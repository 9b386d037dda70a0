namespace NasSharp.Spaces;

/// <summary>Checks decisions against a space.</summary>
internal static class ArchitectureCheck
{
    /// <summary>The decisions in the order of the space; unknown, repeated and missing keys are errors.</summary>
    public static Decision?[] Arrange(SearchSpace space, IEnumerable<KeyValuePair<string, Decision>> decisions)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(decisions);
        var arranged = new Decision?[space.Choices.Count];
        foreach (var (key, decision) in decisions)
        {
            if (!space.Contains(key))
                throw new ArchitectureException($"Unknown key '{NearestName.Shorten(key)}'; {NearestName.Hint(key, space.Keys)}");
            var index = space.IndexOf(key);
            if (arranged[index] is not null)
                throw new ArchitectureException($"The key '{key}' is decided twice.");
            Fits(space[key], decision);
            arranged[index] = decision;
        }
        Complete(space, arranged, null);
        return arranged;
    }

    /// <summary>Demands a decision for every choice that the decisions make active.</summary>
    public static void Complete(SearchSpace space, Decision?[] arranged, string? source)
    {
        var known = new Decision?[arranged.Length];
        var missing = new List<string>();
        foreach (var choice in space.Resolution)
        {
            if (!space.IsActive(choice, known))
                continue;
            known[choice] = arranged[choice];
            if (arranged[choice] is null)
                missing.Add(space.Choices[choice].Key);
        }
        if (missing.Count > 0)
            throw new ArchitectureException($"{Prefix(source)}no decision for {NearestName.Quote(missing)}; the space has {space.Choices.Count} choices and each active one needs a decision.");
    }

    /// <summary>Demands that a decision fits its choice: indices in range, one weight for each candidate, the demanded number of sources.</summary>
    public static void Fits(Choice choice, Decision decision, string? source = null)
    {
        var count = choice.Candidates.Count;
        if (decision.Weights is { } weights && weights.Count != count)
            throw Wrong(choice, source, $"found {weights.Count} weights; it needs one for each of its {count} candidates");
        if (decision.Selected.Count > 0 && decision.Selected[^1] >= count)
            throw Wrong(choice, source, $"index {decision.Selected[^1]} is out of range; {Allowed(choice)}");
        if (choice.ChosenCount is { } n && decision.Selected.Count != n)
            throw Wrong(choice, source, $"{decision.Selected.Count} sources are selected; it takes exactly {n} of {count}");
    }

    /// <summary>What a choice allows, for messages.</summary>
    public static string Allowed(Choice choice)
        => choice.Candidates.Count == 1
            ? $"allowed is 0 ({NearestName.Quote([.. choice.Candidates])})"
            : $"allowed are 0 to {choice.Candidates.Count - 1} ({NearestName.Quote([.. choice.Candidates])})";

    /// <summary>An error at a key.</summary>
    public static ArchitectureException Wrong(Choice choice, string? source, string what)
        => new($"{Prefix(source)}key '{choice.Key}' ({(choice.Kind == ChoiceKind.LayerChoice ? "layer choice" : "input choice")}): {what}.");

    /// <summary>The source's name, as messages begin.</summary>
    public static string Prefix(string? source) => source is null ? "" : $"{source}: ";
}
