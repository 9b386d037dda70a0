using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench201;

/// <summary>A cell of which only some edges are decided.</summary>
internal sealed class PartialCell
{
    private readonly int?[] _operations = new int?[NasBench201Space.Edges];

    public PartialCell(IReadOnlyDictionary<string, string>? operations)
    {
        foreach (var (key, name) in operations ?? new Dictionary<string, string>())
        {
            var edge = NasBench201Space.Keys.ToList().IndexOf(key);
            var operation = NasBench201Space.OperationNames.ToList().IndexOf(name);
            if (edge < 0)
                throw new ArchitectureException($"Unknown key '{key}'; a cell of NAS-Bench-201 has {string.Join(", ", NasBench201Space.Keys)}.");
            _operations[edge] = operation >= 0
                ? operation
                : throw new ArchitectureException($"Key '{key}': '{name}' is no operation of NAS-Bench-201; allowed are {string.Join(", ", NasBench201Space.OperationNames)}.");
        }
    }

    public bool Fits(int row)
    {
        for (var edge = NasBench201Space.Edges - 1; edge >= 0; edge--, row /= NasBench201Space.Operations)
            if (_operations[edge] is { } wanted && wanted != row % NasBench201Space.Operations)
                return false;
        return true;
    }
}
