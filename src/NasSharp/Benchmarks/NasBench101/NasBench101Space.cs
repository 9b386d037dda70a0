using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench101;

/// <summary>
/// The cells of NAS-Bench-101 as a search space: for each of five inner vertices an operation (<c>op1</c> to <c>op5</c>), and for these and the output the vertices whose outputs
/// they take (<c>input1</c> to <c>input6</c>), any number of them. Vertices that lead nowhere fall away; what is left may be no cell, because nothing leads from input to output or
/// because there are more than 9 edges. It is the space of the zoo's <c>nasbench101</c>.
/// </summary>
public static class NasBench101Space
{
    private const int Inner = 5, Last = Inner + 1;

    /// <summary>The space: 5 layer choices and 6 input choices.</summary>
    public static SearchSpace Space { get; } = new(Enumerable.Range(1, Last).SelectMany(Vertex));

    /// <summary>
    /// The cell of an architecture of this space, or of the zoo's network with another number of vertices; null when it is none: nothing leads from input to output, or what is left
    /// has more than the benchmark's 9 edges or 7 vertices.
    /// </summary>
    /// <exception cref="ArchitectureException">The architecture is of another space, or has not one operation for each vertex that is left; the message names the key.</exception>
    public static NasBench101Cell? Cell(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var inputs = new List<IReadOnlyList<bool>>();
        while (architecture.TryGet($"input{inputs.Count + 1}", out var decision))
            inputs.Add(decision.ToMask(inputs.Count + 1));
        if (inputs.Count == 0)
            throw new ArchitectureException("The architecture has no decision for 'input1'; a cell of NAS-Bench-101 has op1, op2, ... and input1, input2, ...");
        var live = LiveVertices.Of(inputs);
        var kept = Enumerable.Range(0, live.Length).Where(v => live[v]).ToArray();
        if (kept.Length is < 2 or > NasBench101Cell.MostVertices)
            return null;
        var edges = kept[1..].Select(to => (IReadOnlyList<int>)[.. kept.Index().Where(from => from.Item < to && inputs[to - 1][from.Item]).Select(from => from.Index)]).ToArray();
        return edges.Sum(e => e.Count) > NasBench101Cell.MostEdges ? null : new NasBench101Cell([.. kept[1..^1].Select(v => Operation(architecture, v))], edges);
    }

    private static string Operation(Architecture architecture, int vertex) => architecture[$"op{vertex}"].Selected is [var operation]
        ? architecture.Space[$"op{vertex}"].Candidates[operation]
        : throw new ArchitectureException($"Key 'op{vertex}': {architecture[$"op{vertex}"].Selected.Count} operations are selected; a cell of NAS-Bench-101 has one for each vertex.");

    private static IEnumerable<Choice> Vertex(int vertex)
    {
        yield return Choice.Input($"input{vertex}", [InputChoice.NoKey, .. Enumerable.Range(1, vertex - 1).Select(v => $"op{v}")], chosenCount: null);
        if (vertex <= Inner)
            yield return Choice.Layer($"op{vertex}", NasBench101Cell.OperationNames);
    }
}
