using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench201;

/// <summary>
/// The cell of NAS-Bench-201 (Dong and Yang 2020, arXiv 2001.00326) as a search space: for each pair of nodes one of five operations, with NNI's keys
/// (<c>0_1</c>, <c>0_2</c>, <c>1_2</c>, <c>0_3</c>, <c>1_3</c>, <c>2_3</c>) and names.
/// </summary>
public static class NasBench201Space
{
    /// <summary>Architectures of the space.</summary>
    public const int Count = 15_625;

    internal const int Edges = 6;
    internal const int Operations = 5;

    /// <summary>The operations, in NNI's order.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = ["none", "avg_pool_3x3", "conv_3x3", "conv_1x1", "skip_connect"];

    /// <summary>The keys of the edges, in network order.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["0_1", "0_2", "1_2", "0_3", "1_3", "2_3"];

    /// <summary>The space: six layer choices of five operations.</summary>
    public static SearchSpace Space { get; } = new(Keys.Select(k => Choice.Layer(k, OperationNames)));

    // The digits of the published tables: none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3.
    private static readonly int[] FromDigit = [0, 4, 3, 2, 1];
    private static readonly string[] Published = ["none", "avg_pool_3x3", "nor_conv_3x3", "nor_conv_1x1", "skip_connect"];

    /// <summary>The architecture of a string as the benchmark's authors write it, such as <c>|nor_conv_3x3~0|+|none~0|skip_connect~1|+|...|</c>.</summary>
    /// <exception cref="ArchitectureException">The text is no cell of the space; the message names the edge.</exception>
    public static Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var nodes = text.Split('+');
        var decisions = new List<KeyValuePair<string, Decision>>();
        for (var node = 1; node <= 3; node++)
        {
            var edges = nodes.Length == 3 ? nodes[node - 1].Split('|', StringSplitOptions.RemoveEmptyEntries) : [];
            if (edges.Length != node)
                throw new ArchitectureException($"'{text}' is no cell of NAS-Bench-201; expected three nodes with 1, 2 and 3 edges: |op~0|+|op~0|op~1|+|op~0|op~1|op~2|.");
            for (var from = 0; from < node; from++)
            {
                var parts = edges[from].Split('~');
                var operation = Array.IndexOf(Published, parts[0]);
                if (operation < 0 || parts.Length != 2 || parts[1] != $"{from}")
                    throw new ArchitectureException($"Edge '{from}_{node}': '{edges[from]}' is unknown; expected one of {string.Join(", ", Published)} followed by ~{from}.");
                decisions.Add(new($"{from}_{node}", Decision.One(operation)));
            }
        }
        return new Architecture(Space, decisions);
    }

    /// <summary>The architecture as the benchmark's authors write it.</summary>
    /// <exception cref="ArchitectureException">It is of another space.</exception>
    public static string Print(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return string.Join('+', Enumerable.Range(1, 3).Select(node => "|" + string.Concat(Enumerable.Range(0, node).Select(
            from => $"{Published[Operation(architecture, $"{from}_{node}")]}~{from}|"))));
    }

    /// <summary>The row of an architecture in the compact table: its place in <see cref="SearchSpace.Enumerate"/>.</summary>
    internal static int RowOf(Architecture architecture)
    {
        var row = 0;
        if (ReferenceEquals(architecture.Space, Space))
        {
            for (var edge = 0; edge < Edges; edge++)
                row = row * Operations + architecture.At(edge)!.Selected[0];
            return row;
        }
        foreach (var key in Keys)
            row = row * Operations + Operation(architecture, key);
        return row;
    }

    /// <summary>The row of six digits as the published tables have them; -1 when they are none.</summary>
    internal static int RowOf(string digits)
    {
        if (digits.Length != Edges || digits.Any(d => d is < '0' or > '4'))
            return -1;
        return digits.Aggregate(0, (row, digit) => row * Operations + FromDigit[digit - '0']);
    }

    /// <summary>The architecture of a row.</summary>
    internal static Architecture At(int row)
    {
        var decisions = new Decision?[Edges];
        for (var edge = Edges - 1; edge >= 0; edge--, row /= Operations)
            decisions[edge] = Decision.One(row % Operations);
        return Architecture.Of(Space, decisions);
    }

    // By name, so that a space with the same choices in another order or with more about it is understood.
    private static int Operation(Architecture architecture, string key)
    {
        if (!architecture.TryGet(key, out var decision))
            throw new ArchitectureException($"The architecture has no decision for '{key}'; a cell of NAS-Bench-201 has {string.Join(", ", Keys)}.");
        var name = decision.Selected is [var only] && decision.Weights is null ? architecture.Space[key].Candidates[only] : null;
        for (var operation = 0; operation < Operations; operation++)
            if (OperationNames[operation] == name || Published[operation] == name)
                return operation;
        throw new ArchitectureException($"Key '{key}': {(name is null ? "no single operation is chosen" : $"'{name}' is no operation of NAS-Bench-201")}; "
            + $"allowed are {string.Join(", ", OperationNames)}.");
    }
}
