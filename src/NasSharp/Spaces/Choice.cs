namespace NasSharp.Spaces;

/// <summary>One decision to be made: a layer choice or an input choice of a search space.</summary>
public sealed class Choice
{
    private Choice(string key, ChoiceKind kind, IEnumerable<string> candidates, int? chosenCount, IEnumerable<Condition>? activeWhen, bool hasDefaultKey)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(candidates);
        Key = key;
        Kind = kind;
        Candidates = [.. candidates];
        ChosenCount = chosenCount;
        ActiveWhen = Simplify(activeWhen);
        HasDefaultKey = hasDefaultKey;
        if (key.Length == 0)
            throw new SearchSpaceException("A choice has an empty key; the empty key means 'no source' and cannot name a choice.");
        if (key == ArchitectureMeta.MemberName)
            throw new SearchSpaceException($"The key '{key}' is reserved for the description of a file; choose another.");
        if (Candidates.Count == 0)
            throw new SearchSpaceException($"Choice '{key}' has no candidates; it needs at least one.");
        if (kind == ChoiceKind.LayerChoice && Candidates.Distinct(StringComparer.Ordinal).Count() != Candidates.Count)
            throw new SearchSpaceException($"Layer choice '{key}' names a candidate twice: {string.Join(", ", Candidates)}.");
        if (chosenCount is { } n && (n < 0 || n > Candidates.Count))
            throw new SearchSpaceException($"Input choice '{key}' must choose {n} of {Candidates.Count} candidates; allowed are 0 to {Candidates.Count}.");
    }

    /// <summary>The name of the decision, unique in its space.</summary>
    public string Key { get; }

    /// <summary>Layer choice or input choice.</summary>
    public ChoiceKind Kind { get; }

    /// <summary>Names of the candidate modules of a layer choice, or keys of the sources of an input choice (<c>""</c> for a source without key).</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>How many candidates an input choice takes; null is any number, none included. Null for a layer choice, which takes one.</summary>
    public int? ChosenCount { get; }

    /// <summary>The places where a nested choice stands; it is active when one of them holds. Empty: always active.</summary>
    public IReadOnlyList<Condition> ActiveWhen { get; }

    /// <summary>True when the key was derived from the place in the model; such a choice is also found under NNI's default key.</summary>
    public bool HasDefaultKey { get; }

    /// <summary>A choice between named candidate modules.</summary>
    /// <exception cref="SearchSpaceException">The key is empty or reserved, or the names are not at least one and all different.</exception>
    public static Choice Layer(string key, IEnumerable<string> candidates, IEnumerable<Condition>? activeWhen = null, bool hasDefaultKey = false)
        => new(key, ChoiceKind.LayerChoice, candidates, null, activeWhen, hasDefaultKey);

    /// <summary>A choice among tensors: <paramref name="chosenCount"/> of the sources, or any number when null.</summary>
    /// <exception cref="SearchSpaceException">The key is empty or reserved, there is no source, or the count is out of range.</exception>
    public static Choice Input(
        string key, IEnumerable<string> sources, int? chosenCount, IEnumerable<Condition>? activeWhen = null, bool hasDefaultKey = false)
        => new(key, ChoiceKind.InputChoice, sources, chosenCount, activeWhen, hasDefaultKey);

    /// <summary>Text like <c>conv1: conv3x3 | conv5x5</c> or <c>skip: 1 of in1, in2</c>.</summary>
    public override string ToString() => Kind == ChoiceKind.LayerChoice
        ? $"{Key}: {string.Join(" | ", Candidates)}"
        : $"{Key}: {(ChosenCount is { } n ? n.ToString() : "any")} of {string.Join(", ", Candidates.Select(c => c.Length == 0 ? "(no key)" : c))}";

    /// <summary>True when both decide the same thing in the same way, whatever their place.</summary>
    internal bool SameDecision(Choice other)
        => Kind == other.Kind && ChosenCount == other.ChosenCount && Candidates.SequenceEqual(other.Candidates, StringComparer.Ordinal);

    /// <summary>The same choice with other places.</summary>
    internal Choice Under(IEnumerable<Condition> activeWhen) => new(Key, Kind, Candidates, ChosenCount, activeWhen, HasDefaultKey);

    // A place that holds whenever another one holds says nothing new.
    private static List<Condition> Simplify(IEnumerable<Condition>? conditions)
    {
        var kept = new List<Condition>();
        foreach (var condition in conditions ?? [])
        {
            if (kept.Any(k => k.Covers(condition)))
                continue;
            kept.RemoveAll(condition.Covers);
            kept.Add(condition);
        }
        return kept;
    }
}
