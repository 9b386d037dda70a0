using static NasSharp.Torch.torch;

namespace NasSharp.Supernets;

/// <summary>
/// The operators of one forward pass and the tensors that flow between them. A tensor is known by the object that stands for it, or else, when it is another name for the same values,
/// by its memory and shape.
/// </summary>
internal sealed class OperatorTable
{
    private readonly Dictionary<Tensor, int> _producers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(ulong Memory, int Shape), int> _latest = [];
    private readonly List<Tensor> _held = [];
    private readonly Dictionary<string, int> _shapeRows = new(StringComparer.Ordinal);
    private readonly List<OperatorRow> _operators = [];
    private readonly List<EdgeRow> _edges = [];
    private readonly List<long[]> _shapes = [];
    private SortedSet<int> _outputs = [];

    /// <summary>Stands for the input of the network among the producers.</summary>
    public const int Input = -1;

    /// <summary>The operators in the order of their calls.</summary>
    public IReadOnlyList<OperatorRow> Operators => _operators;

    /// <summary>What flows.</summary>
    public IReadOnlyList<EdgeRow> Edges => _edges;

    /// <summary>The shapes that edges and operators refer to.</summary>
    public IReadOnlyList<long[]> Shapes => _shapes;

    /// <summary>The operators whose results leave the network.</summary>
    public IReadOnlyCollection<int> Outputs => _outputs;

    /// <summary>Adds an operator.</summary>
    public int Add(string name, int module, string label, long parameters, long flops)
    {
        _operators.Add(new OperatorRow(name, module, label, parameters, flops));
        return _operators.Count - 1;
    }

    /// <summary>Notes what an operator gives.</summary>
    public void Produce(int op, ReadOnlySpan<Tensor> results)
    {
        foreach (var result in results)
        {
            if (!result.defined)
                continue;
            Know(result, op);
            if (_operators[op].Shape < 0)
                _operators[op].Shape = Shape(result);
        }
    }

    /// <summary>Notes that a tensor comes from outside.</summary>
    public void Enter(Tensor tensor) => Know(tensor, Input);

    /// <summary>Notes that an operator reads a tensor, if it is known where that comes from.</summary>
    public void Consume(int op, Tensor tensor, int candidate = -1)
    {
        if (TryFind(tensor, out var from))
            _edges.Add(new EdgeRow(from, op, Shape(tensor), candidate));
    }

    /// <summary>Notes that a tensor is read outside of the network.</summary>
    public void Leave(Tensor tensor)
    {
        if (TryFind(tensor, out var from) && from >= 0)
            _outputs.Add(from);
    }

    /// <summary>Forgets the tensors; the rows stay.</summary>
    public void LetGo()
    {
        foreach (var tensor in _held)
            tensor.Dispose();
        _held.Clear();
        _producers.Clear();
        _latest.Clear();
    }

    /// <summary>Leaves out what does not depend on the network's input, such as masks that are made anew at each forward; weights read there count for the operator that uses them.</summary>
    public void Prune()
    {
        var depends = new bool[_operators.Count];
        foreach (var edge in _edges)
            depends[edge.To] |= edge.From == Input || depends[edge.From];
        var carried = new long[_operators.Count];
        foreach (var edge in _edges.Where(e => e.From >= 0 && !depends[e.From]))
        {
            carried[edge.To] += carried[edge.From] + _operators[edge.From].Parameters;
            (carried[edge.From], _operators[edge.From]) = (0, _operators[edge.From] with { Parameters = 0 });
        }
        var rows = new int[_operators.Count];
        var kept = new List<OperatorRow>();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = kept.Count;
            if (depends[i])
                kept.Add(_operators[i] with { Parameters = _operators[i].Parameters + carried[i] });
        }
        EdgeRow[] edges = [.. _edges.Where(e => depends[e.To] && (e.From == Input || depends[e.From])).Select(e => e with { From = e.From == Input ? Input : rows[e.From], To = rows[e.To] })];
        _outputs = [.. _outputs.Where(o => depends[o]).Select(o => rows[o])];
        _operators.Clear();
        _operators.AddRange(kept);
        _edges.Clear();
        _edges.AddRange(edges);
    }

    // The number of a freed block may be given again: no block is freed before the pass is over.
    private void Know(Tensor tensor, int op)
    {
        _producers[tensor] = op;
        if (tensor.numel() == 0)
            return;
        _latest[(tensor.storage().id, Shape(tensor))] = op;
        _held.Add(tensor.alias().DetachFromDisposeScope());
    }

    private bool TryFind(Tensor tensor, out int op) =>
        _producers.TryGetValue(tensor, out op) || (tensor.defined && tensor.numel() > 0 && _latest.TryGetValue((tensor.storage().id, Shape(tensor)), out op));

    /// <summary>The row of a tensor's shape.</summary>
    public int Shape(Tensor tensor)
    {
        var shape = tensor.shape;
        var name = string.Join(',', shape);
        if (!_shapeRows.TryGetValue(name, out var row))
        {
            _shapeRows.Add(name, row = _shapes.Count);
            _shapes.Add(shape);
        }
        return row;
    }
}

/// <summary>One call of an operator.</summary>
internal sealed record OperatorRow(string Name, int Module, string Label, long Parameters, long Flops)
{
    /// <summary>The row of the shape that it gives; -1 when it gives no tensor.</summary>
    public int Shape { get; set; } = -1;
}

/// <summary>A tensor on its way. <paramref name="Candidate"/> is the candidate that it is in the choice where it ends; otherwise -1.</summary>
internal readonly record struct EdgeRow(int From, int To, int Shape, int Candidate);
