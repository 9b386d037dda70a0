using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench101;

/// <summary>
/// A cell of NAS-Bench-101 (Ying et al. 2019, arXiv 1902.09635): a directed graph of 2 to 7 vertices, of which the first is the input and the last the output,
/// with an operation on each of the others and at most 9 edges. Immutable.
/// </summary>
public sealed class NasBench101Cell
{
    internal const int MostVertices = 7, MostEdges = 9;

    private const int Input = -1, Output = -2;

    private readonly bool[,] _edges; // from, to
    private readonly int[] _operations;

    /// <summary>Makes a cell.</summary>
    /// <param name="operations">The operation of each vertex between input and output, of <see cref="OperationNames"/>.</param>
    /// <param name="inputs">For each vertex but the first, in order, the vertices whose outputs it takes; all before it.</param>
    /// <exception cref="ArgumentException">An operation is unknown, an input does not come before its vertex, or there are too many vertices or edges.</exception>
    public NasBench101Cell(IReadOnlyList<string> operations, IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(inputs);
        Vertices = operations.Count + 2;
        if (Vertices > MostVertices)
            throw new ArgumentException($"There are {Vertices} vertices; expected at most {MostVertices}.", nameof(operations));
        if (inputs.Count != Vertices - 1)
            throw new ArgumentException($"There are inputs for {inputs.Count} vertices; expected {Vertices - 1}, one list for each vertex but the first.", nameof(inputs));
        _operations = [.. operations.Select(IndexOf)];
        _edges = new bool[Vertices, Vertices];
        for (var to = 1; to < Vertices; to++)
            foreach (var from in inputs[to - 1])
                _edges[from >= 0 && from < to ? from : throw new ArgumentException($"Vertex {to} takes the output of {from}; expected one of 0 to {to - 1}.", nameof(inputs)), to] = true;
        if (_edges.Cast<bool>().Count(e => e) is > MostEdges and var edges)
            throw new ArgumentException($"There are {edges} edges; expected at most {MostEdges}.", nameof(inputs));
    }

    /// <summary>The operations, in the order of their numbers.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = ["conv3x3-bn-relu", "conv1x1-bn-relu", "maxpool3x3"];

    /// <summary>Vertices, input and output included.</summary>
    public int Vertices { get; }

    /// <summary>The operation of each vertex between input and output, of <see cref="OperationNames"/>.</summary>
    public IReadOnlyList<string> Operations => [.. _operations.Select(o => OperationNames[o])];

    /// <summary>For each vertex, the first included, the vertices whose outputs it takes, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Inputs
        => [.. Enumerable.Range(0, Vertices).Select(to => (IReadOnlyList<int>)[.. Enumerable.Range(0, to).Where(from => _edges[from, to])])];

    /// <summary>
    /// 32 hexadecimal digits that are the same for all cells that are the same graph, as the benchmark's authors compute them: every vertex starts with its degrees and
    /// operation, and as many times as there are vertices takes in what its neighbours have.
    /// </summary>
    public string Hash()
    {
        var vertices = Enumerable.Range(0, Vertices).ToArray();
        var labels = Array.ConvertAll(vertices, v => Digest($"({vertices.Count(to => _edges[v, to])}, {vertices.Count(from => _edges[from, v])}, {Label(v)})"));
        for (var round = 0; round < Vertices; round++)
        {
            var before = labels;
            labels = Array.ConvertAll(vertices, v =>
                Digest($"{Sorted(vertices.Where(from => _edges[from, v]).Select(from => before[from]))}|{Sorted(vertices.Where(to => _edges[v, to]).Select(to => before[to]))}|{before[v]}"));
        }
        return Digest($"[{string.Join(", ", labels.Order(StringComparer.Ordinal).Select(l => $"'{l}'"))}]");
    }

    /// <summary>
    /// The cell of a text with NNI's keys, such as <c>op1=conv3x3-bn-relu,input1=0,op2=maxpool3x3,input2=0+1,input3=1+2</c>: the operation of each vertex between input and
    /// output, and for each vertex but the first the vertices whose outputs it takes.
    /// </summary>
    /// <exception cref="ArchitectureException">The text is no cell; the message names the part.</exception>
    public static NasBench101Cell Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var key, var value] || !parts.TryAdd(key, value))
                throw new ArchitectureException($"'{part}' is no part of a cell of NAS-Bench-101, or stands twice; expected op1=conv3x3-bn-relu and the like, and input1=0 or input2=0+1.");
        var operations = parts.Keys.Count(k => k.StartsWith("op", StringComparison.Ordinal));
        string[] expected = [.. Enumerable.Range(1, operations).Select(v => $"op{v}"), .. Enumerable.Range(1, operations + 1).Select(v => $"input{v}")];
        if (expected.Except(parts.Keys).FirstOrDefault() is { } missing)
            throw new ArchitectureException($"The cell has no {missing}; a cell with {operations} operations has {string.Join(", ", expected)}.");
        if (parts.Keys.Except(expected).FirstOrDefault() is { } unknown)
            throw new ArchitectureException($"'{unknown}' is no part of the cell; a cell with {operations} operations has {string.Join(", ", expected)}.");
        try
        {
            return new NasBench101Cell([.. Enumerable.Range(1, operations).Select(v => parts[$"op{v}"])], [.. Enumerable.Range(1, operations + 1).Select(v => Sources(v, parts[$"input{v}"]))]);
        }
        catch (ArgumentException wrong)
        {
            throw new ArchitectureException(wrong.Message, wrong);
        }
    }

    /// <summary>The cell as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(',', Operations.Select((name, i) => $"op{i + 1}={name}").Concat(Inputs.Skip(1).Select((from, i) => $"input{i + 1}={string.Join('+', from)}")));

    /// <summary>The cell of a row of the published table: vertices, edges as the bits x + y (y - 1) / 2 of a hexadecimal number, operations as digits; null when it is none.</summary>
    internal static NasBench101Cell? TryParse(int vertices, string edges, string operations)
    {
        if (vertices is < 2 or > MostVertices || operations.Length != vertices - 2 || operations.Any(o => o is < '0' or > '2')
            || !long.TryParse(edges, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask) || mask >> (vertices * (vertices - 1) / 2) != 0 || long.PopCount(mask) > MostEdges)
            return null;
        return new NasBench101Cell([.. operations.Select(o => OperationNames[o - '0'])],
            [.. Enumerable.Range(1, vertices - 1).Select(to => (IReadOnlyList<int>)[.. Enumerable.Range(0, to).Where(from => (mask >> (from + to * (to - 1) / 2) & 1) == 1)])]);
    }

    /// <summary>The edges as the bits x + y (y - 1) / 2 of a number.</summary>
    internal int EdgeMask => Enumerable.Range(1, Vertices - 1).Sum(to => Inputs[to].Sum(from => 1 << (from + to * (to - 1) / 2)));

    /// <summary>The operations as digits, the first one in front.</summary>
    internal string OperationDigits => string.Concat(_operations);

    private static int[] Sources(int vertex, string text) => [.. text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t =>
        int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var source) ? source : throw new ArchitectureException($"input{vertex} is '{text}'; expected vertices with + between them, such as 0+1."))];

    private int Label(int vertex) => vertex == 0 ? Input : vertex == Vertices - 1 ? Output : _operations[vertex - 1];

    private static string Sorted(IEnumerable<string> labels) => string.Concat(labels.Order(StringComparer.Ordinal));

    // The benchmark's choice; nothing depends on its being secure.
    private static string Digest(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));

    private static int IndexOf(string name) => OperationNames.ToList().IndexOf(name) is >= 0 and var index
        ? index
        : throw new ArgumentException($"'{name}' is no operation of NAS-Bench-101; allowed are {string.Join(", ", OperationNames)}.");
}
