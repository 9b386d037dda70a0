using System.Diagnostics.CodeAnalysis;
using NasSharp.Spaces.Json;

namespace NasSharp.Spaces;

/// <summary>
/// A decision for every active choice of a space. Immutable. Choices under candidates that are not selected are inactive and have no decision;
/// two architectures are equal when their active decisions are.
/// </summary>
public sealed class Architecture : IEquatable<Architecture>
{
    private readonly Decision?[] _decisions;
    private string? _hash;
    private int _code; // 0: not computed yet

    /// <summary>Makes an architecture; decisions for inactive choices are checked and left out.</summary>
    /// <exception cref="ArchitectureException">A key is unknown, repeated or missing, or a decision does not fit its choice.</exception>
    public Architecture(SearchSpace space, IEnumerable<KeyValuePair<string, Decision>> decisions)
        : this(ArchitectureCheck.Arrange(space, decisions), space)
    {
    }

    private Architecture(Decision?[] decisions, SearchSpace space)
    {
        Space = space;
        _decisions = decisions;
        if (!space.HasNesting)
            return;
        foreach (var choice in space.Resolution)
            if (!space.IsActive(choice, _decisions))
                _decisions[choice] = null;
    }

    /// <summary>The space the decisions belong to.</summary>
    public SearchSpace Space { get; }

    /// <summary>The active decisions, in network order.</summary>
    public IEnumerable<KeyValuePair<string, Decision>> Decisions
        => Space.Choices.Zip(_decisions).Where(p => p.Second is not null).Select(p => KeyValuePair.Create(p.First.Key, p.Second!));

    /// <summary>32 hexadecimal digits over the space and the active decisions, the same on every machine.</summary>
    public string Hash => _hash ??= SearchSpace.Hash($"{Space.Fingerprint}\n{this}");

    /// <summary>The decision for a key.</summary>
    /// <exception cref="ArchitectureException">The space has no such key, or the choice is inactive in this architecture.</exception>
    public Decision this[string key] => Space.Contains(key)
        ? _decisions[Space.IndexOf(key)] ?? throw new ArchitectureException($"Choice '{key}' is inactive in this architecture: it stands under a candidate that is not selected.")
        : throw new ArchitectureException($"The architecture has no key '{NearestName.Shorten(key)}'; {NearestName.Hint(key, Space.Keys)}");

    /// <summary>The decision for a key; false when the key is unknown or its choice inactive.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Decision? decision)
    {
        decision = Space.Contains(key) ? _decisions[Space.IndexOf(key)] : null;
        return decision is not null;
    }

    /// <summary>True when the choice has a decision here; false when it stands under a candidate that is not selected.</summary>
    public bool IsActive(string key) => _decisions[Space.IndexOf(key)] is not null;

    /// <summary>
    /// The architecture with one decision exchanged; choices that become inactive lose theirs, choices that become active take their first candidates.
    /// </summary>
    /// <exception cref="ArchitectureException">The key is unknown, or the decision does not fit its choice.</exception>
    public Architecture With(string key, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (!Space.Contains(key))
            throw new ArchitectureException($"The architecture has no key '{NearestName.Shorten(key)}'; {NearestName.Hint(key, Space.Keys)}");
        ArchitectureCheck.Fits(Space[key], decision);
        var changed = Space.IndexOf(key);
        return Exploration.ArchitectureFilling.Fill(Space, c => c == changed ? decision : _decisions[c], Exploration.ChoiceOptions.First);
    }

    /// <summary>The architecture as NNI writes it (names where they are unique, else indices; weights where there are any), with an optional <c>$meta</c> member first.</summary>
    public string ToJson(ArchitectureMeta? meta = null, KeyOrder order = KeyOrder.Network) => ArchitectureJson.Print(this, meta, order);

    /// <summary>The architecture as a tuner hands it to a trial: <c>_value</c> and <c>_idx</c> for each key.</summary>
    /// <exception cref="ArchitectureException">A layer choice has not exactly one candidate, or there are weights; a trial cannot take that.</exception>
    public string ToTrialParameters(KeyOrder order = KeyOrder.Network) => TrialParameters.Print(this, order);

    /// <summary>Reads an architecture in any of NNI's encodings, strictly: whatever is not clear is an error.</summary>
    /// <param name="space">The space it belongs to.</param>
    /// <param name="json">The text of the file.</param>
    /// <param name="source">A name for error messages, such as the file's path.</param>
    /// <exception cref="ArchitectureException">The text does not fit the space; the message names the key, what was found and what is allowed.</exception>
    public static Architecture Parse(SearchSpace space, string json, string? source = null) => ArchitectureReader.Parse(space, json, source);

    /// <summary>Reads the parameters of a trial (<c>_value</c> and <c>_idx</c> for each key), strictly.</summary>
    /// <param name="space">The space they belong to.</param>
    /// <param name="json">The text of the file.</param>
    /// <param name="source">A name for error messages, such as the file's path.</param>
    /// <exception cref="ArchitectureException">The text does not fit the space; the message names the key, what was found and what is allowed.</exception>
    public static Architecture ParseTrialParameters(SearchSpace space, string json, string? source = null) => TrialParameters.Parse(space, json, source);

    /// <summary>True when both belong to the same space and have the same active decisions.</summary>
    public bool Equals(Architecture? other) => other is not null
        && (ReferenceEquals(Space, other.Space) || Space.Fingerprint == other.Space.Fingerprint)
        && SameDecisions(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Architecture);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_code == 0)
        {
            var code = new HashCode();
            foreach (var decision in _decisions)
                code.Add(decision);
            _code = code.ToHashCode();
        }
        return _code;
    }

    /// <summary>Text like <c>conv1=0; skip=[0, 2]</c>.</summary>
    public override string ToString() => string.Join("; ", Decisions.Select(d => $"{d.Key}={d.Value}"));

    /// <summary>Makes an architecture of decisions already checked, one for each choice; those of inactive choices are left out.</summary>
    internal static Architecture Of(SearchSpace space, Decision?[] decisions) => new(decisions, space);

    /// <summary>The decision of a choice by position, or null when it is inactive.</summary>
    internal Decision? At(int choice) => _decisions[choice];

    private bool SameDecisions(Architecture other)
    {
        for (var i = 0; i < _decisions.Length; i++)
            if (!Equals(_decisions[i], other._decisions[i]))
                return false;
        return true;
    }
}
