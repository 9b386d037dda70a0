using System.Globalization;
using NasSharp.Spaces;

namespace NasSharp.Tuners.Bananas;

/// <summary>
/// The path encoding of a cell whose edges are layer choices with keys <c>from_to</c> and the same candidates: one number for each chain of operations that can
/// lead from node 0 to the last node, short chains first; chains along different nodes with the same operations are one.
/// </summary>
internal sealed class PathFeatures : FeatureMap
{
    private const int Limit = 100_000;

    private readonly int[][] _paths; // the choices along each path, shortest first
    private readonly int _operations;

    private PathFeatures(int[][] paths, int operations, int length)
    {
        _paths = paths;
        _operations = operations;
        Length = length;
    }

    public override int Length { get; }

    /// <summary>The map, or null when the space is no such cell.</summary>
    public static PathFeatures? TryMake(SearchSpace space, int limit)
    {
        var edges = new List<(int From, int To)>();
        foreach (var choice in space.Choices)
        {
            var parts = choice.Key.Split('_');
            if (choice.Kind != ChoiceKind.LayerChoice || choice.ActiveWhen.Count > 0 || !choice.Candidates.SequenceEqual(space.Choices[0].Candidates)
                || parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || from >= to)
                return null;
            edges.Add((from, to));
        }
        if (edges.Count == 0)
            return null;
        var last = edges.Max(e => e.To);
        var paths = Walk(edges, 0, last, []).OrderBy(p => p.Length).ToArray();
        var operations = space.Choices[0].Candidates.Count;
        var length = paths.Length == 0 ? 0 : Start(paths[^1].Length + 1, operations);
        return length is 0 or > Limit ? null : new PathFeatures(paths, operations, limit > 0 ? Math.Min(limit, (int)length) : (int)length);
    }

    public override int[] Ones(Architecture architecture) => [.. _paths
        .Select(path => (int)Start(path.Length, _operations) + path.Aggregate(0, (code, choice) => code * _operations + architecture.At(choice)!.Selected[0]))
        .Where(position => position < Length).Distinct()];

    // Chains of 1 to length - 1 operations come before those of this length.
    private static long Start(int length, int operations)
    {
        var start = 0L;
        for (var (shorter, count) = (1, (long)operations); shorter < length && start <= Limit; shorter++, count *= operations)
            start += count;
        return start;
    }

    private static IEnumerable<int[]> Walk(List<(int From, int To)> edges, int node, int last, int[] before) => node == last
        ? [before]
        : edges.Index().Where(e => e.Item.From == node).SelectMany(e => Walk(edges, e.Item.To, last, [.. before, e.Index]));
}
