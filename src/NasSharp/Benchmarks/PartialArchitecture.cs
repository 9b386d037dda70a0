using NasSharp.Spaces;

namespace NasSharp.Benchmarks;

/// <summary>An architecture of which only some layer choices are decided.</summary>
internal sealed class PartialArchitecture
{
    private readonly int?[] _wanted;

    /// <summary>Takes candidate names by key.</summary>
    /// <exception cref="ArchitectureException">A key or a name is outside the space.</exception>
    public PartialArchitecture(SearchSpace space, IReadOnlyDictionary<string, string>? operations)
    {
        _wanted = new int?[space.Choices.Count];
        foreach (var (key, name) in operations ?? new Dictionary<string, string>())
        {
            if (!space.Contains(key))
                throw new ArchitectureException($"Unknown key '{NearestName.Shorten(key)}'; the space has {string.Join(", ", space.Keys)}.");
            var candidates = space[key].Candidates;
            var place = Enumerable.Range(0, candidates.Count).FirstOrDefault(i => candidates[i] == name, -1);
            _wanted[space.IndexOf(key)] = place >= 0 ? place : throw new ArchitectureException($"Key '{key}': '{NearestName.Shorten(name)}' is unknown; allowed are {string.Join(", ", candidates)}.");
        }
    }

    /// <summary>True when the candidates that were selected, choice by choice, are the wanted ones.</summary>
    public bool Fits(ReadOnlySpan<int> selected)
    {
        for (var i = 0; i < _wanted.Length; i++)
            if (_wanted[i] is { } wanted && wanted != selected[i])
                return false;
        return true;
    }
}
