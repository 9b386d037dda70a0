namespace NasSharp.Spaces;

/// <summary>What was decided for one choice: the selected candidates, or a weight for each candidate. Immutable.</summary>
public sealed class Decision : IEquatable<Decision>
{
    // Searches make millions of these; being immutable, one of each is enough.
    private static readonly Decision[] Ones = [.. Enumerable.Range(0, 64).Select(i => new Decision([i], null))];

    private readonly int[] _selected;
    private readonly double[]? _weights;
    private int _hash; // 0: not computed yet

    private Decision(int[] selected, double[]? weights)
    {
        _selected = selected;
        _weights = weights;
    }

    /// <summary>Nothing is selected.</summary>
    public static Decision None { get; } = new([], null);

    /// <summary>Positions of the selected candidates, ascending; with weights, those whose weight is not zero.</summary>
    public IReadOnlyList<int> Selected => _selected;

    /// <summary>One weight for each candidate, or null when the decision is a selection.</summary>
    public IReadOnlyList<double>? Weights => _weights;

    /// <summary>One candidate is selected.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static Decision One(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return index < Ones.Length ? Ones[index] : new Decision([index], null);
    }

    /// <summary>These candidates are selected; their order does not matter.</summary>
    /// <exception cref="ArgumentException">An index is negative or repeated.</exception>
    public static Decision Many(params IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var sorted = indices.Order().ToArray();
        if (sorted.Length > 0 && sorted[0] < 0)
            throw new ArgumentException($"The index {sorted[0]} is negative.", nameof(indices));
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] == sorted[i - 1])
                throw new ArgumentException($"The index {sorted[i]} is repeated.", nameof(indices));
        return sorted.Length == 0 ? None : new Decision(sorted, null);
    }

    /// <summary>Every candidate is weighted. Weights that are all 0 or 1 are the same as a selection and become one.</summary>
    /// <exception cref="ArgumentException">There is no weight, or one is not finite.</exception>
    public static Decision Weighted(params IEnumerable<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var values = weights.ToArray();
        if (values.Length == 0)
            throw new ArgumentException("There must be one weight for each candidate.", nameof(weights));
        if (values.Any(w => !double.IsFinite(w)))
            throw new ArgumentException("A weight is not a finite number.", nameof(weights));
        var selected = Enumerable.Range(0, values.Length).Where(i => values[i] != 0).ToArray();
        if (values.All(w => w is 0 or 1))
            return Many(selected);
        return new Decision(selected, values);
    }

    /// <summary>The candidates for which the mask is true are selected.</summary>
    public static Decision FromMask(params IEnumerable<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Many(mask.Index().Where(p => p.Item).Select(p => p.Index));
    }

    /// <summary>True when the candidate is selected, or has a weight other than zero.</summary>
    public bool Selects(int candidate) => Array.BinarySearch(_selected, candidate) >= 0;

    /// <summary>The decision as a mask of the given length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A selected candidate lies beyond the length.</exception>
    public bool[] ToMask(int length)
    {
        if (_selected.Length > 0)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, _selected[^1]);
        var mask = new bool[length];
        foreach (var i in _selected)
            mask[i] = true;
        return mask;
    }

    /// <summary>True when the selections, and the weights if any, are the same.</summary>
    public bool Equals(Decision? other) => ReferenceEquals(this, other) || (other is not null
        && _selected.AsSpan().SequenceEqual(other._selected)
        && (_weights ?? []).AsSpan().SequenceEqual(other._weights ?? []));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Decision);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = new HashCode();
            foreach (var i in _selected)
                hash.Add(i);
            foreach (var w in _weights ?? [])
                hash.Add(w);
            _hash = hash.ToHashCode();
        }
        return _hash;
    }

    /// <summary>Text like <c>2</c>, <c>[0, 3]</c> or <c>[0.25, 0.0, 0.75]</c>.</summary>
    public override string ToString() => _weights is not null
        ? $"[{string.Join(", ", _weights.Select(Json.PythonNumber.Text))}]"
        : _selected.Length == 1 ? _selected[0].ToString() : $"[{string.Join(", ", _selected)}]";
}
