namespace NasSharp.Spaces;

/// <summary>A place where a nested choice stands: the candidates that enclose it, outermost first. It holds when all of them are selected.</summary>
public sealed class Condition : IEquatable<Condition>
{
    /// <summary>Makes a condition of the enclosing candidates, outermost first; at least one, with different keys.</summary>
    /// <exception cref="ArgumentException">No candidate is given, or a key occurs twice.</exception>
    public Condition(params IEnumerable<CandidateReference> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var list = candidates.ToArray();
        if (list.Length == 0)
            throw new ArgumentException("A condition needs at least one candidate; a choice that is always active has no condition.", nameof(candidates));
        if (list.Select(c => c.Key).Distinct(StringComparer.Ordinal).Count() != list.Length)
            throw new ArgumentException($"A condition names a key twice: {string.Join(", ", list.Select(c => c.Key))}.", nameof(candidates));
        Candidates = list;
    }

    /// <summary>The enclosing candidates, outermost first.</summary>
    public IReadOnlyList<CandidateReference> Candidates { get; }

    /// <summary>True when both name the same candidates in the same order.</summary>
    public bool Equals(Condition? other) => other is not null && Candidates.SequenceEqual(other.Candidates);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Condition);

    /// <inheritdoc/>
    public override int GetHashCode() => Candidates.Aggregate(17, HashCode.Combine);

    /// <summary>Text like <c>block=1 and block.deep=0</c>.</summary>
    public override string ToString() => string.Join(" and ", Candidates.Select(c => $"{c.Key}={c.Candidate}"));

    /// <summary>True when everything this condition demands is also demanded by the other one.</summary>
    internal bool Covers(Condition other) => Candidates.All(other.Candidates.Contains);
}
