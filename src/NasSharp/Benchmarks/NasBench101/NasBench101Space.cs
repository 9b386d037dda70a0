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

    /// <summary>The cell of an architecture; null when it is none.</summary>
    /// <exception cref="ArchitectureException">The architecture is of another space.</exception>
    public static NasBench101Cell? Cell(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var inputs = Enumerable.Range(1, Last).Select(v => architecture[$"input{v}"].Selected).ToArray();
        var kept = Enumerable.Range(0, Last + 1).Where(v => Reaches(0, v) && Reaches(v, Last)).ToArray();
        if (kept is not [0, .., Last])
            return null;
        var edges = kept[1..].Select(v => (IReadOnlyList<int>)[.. inputs[v - 1].Select(from => Array.IndexOf(kept, from)).Where(from => from >= 0)]).ToArray();
        return edges.Sum(e => e.Count) > NasBench101Cell.MostEdges ? null
            : new NasBench101Cell([.. kept[1..^1].Select(v => NasBench101Cell.OperationNames[architecture[$"op{v}"].Selected[0]])], edges);

        bool Reaches(int from, int to) => from == to || (to > 0 && inputs[to - 1].Any(before => before >= from && Reaches(from, before)));
    }

    private static IEnumerable<Choice> Vertex(int vertex)
    {
        yield return Choice.Input($"input{vertex}", [InputChoice.NoKey, .. Enumerable.Range(1, vertex - 1).Select(v => $"op{v}")], chosenCount: null);
        if (vertex <= Inner)
            yield return Choice.Layer($"op{vertex}", NasBench101Cell.OperationNames);
    }
}
