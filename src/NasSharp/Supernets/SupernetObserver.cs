using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Supernets;

/// <summary>Writes down the operators of a supernet's forward, and the places where choices join their candidates.</summary>
internal sealed class SupernetObserver : IOperatorObserver
{
    private readonly ModuleTable _modules;
    private readonly OperatorTable _operators;
    private readonly HashSet<Tensor> _unread;
    private readonly HashSet<Tensor> _state;
    private bool _paused;

    public SupernetObserver(nn.Module model, ModuleTable modules, OperatorTable operators, IEnumerable<Tensor> inputs)
    {
        (_modules, _operators) = (modules, operators);
        _unread = new HashSet<Tensor>(model.parameters(), ReferenceEqualityComparer.Instance);
        _state = new HashSet<Tensor>(model.parameters().Concat(model.buffers()), ReferenceEqualityComparer.Instance);
        foreach (var input in inputs)
            operators.Enter(input);
    }

    public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules)
    {
        if (_paused)
            return;
        var module = _modules.Innermost(modules);
        if (module < 0)
        {
            foreach (var argument in arguments)
                foreach (var tensor in argument.Tensors)
                    _operators.Leave(tensor);
            return;
        }
        if (results.IsEmpty)
            return; // a number was read
        var name = ProfileObserver.PlainName(op.Name);
        var flops = MultiplyAdds.Count(name, arguments, results) ?? 0;
        var row = _operators.Add(name, module, OperatorLabel.Of(name, arguments), Weights(arguments), flops);
        _modules.Count(module, flops);
        foreach (var argument in arguments)
            foreach (var tensor in argument.Tensors)
                if (!_state.Contains(tensor))
                    _operators.Consume(row, tensor);
        _operators.Produce(row, results);
    }

    /// <summary>A choice joins what its candidates gave.</summary>
    /// <returns>The row of the place.</returns>
    public int Join(IMutable choice, IReadOnlyList<(int Candidate, Tensor Output)> outputs)
    {
        var row = _operators.Add("choice", choice is nn.Module module && _modules.TryFind(module, out var at) ? at : 0, "", 0, 0);
        foreach (var (candidate, output) in outputs)
            _operators.Consume(row, output, candidate);
        return row;
    }

    /// <summary>The tensor as one that comes from the place of a choice: a copy, as the candidate's own result may be used elsewhere, too.</summary>
    public Tensor From(int join, Tensor tensor)
    {
        var other = Unseen(() => tensor.clone());
        _operators.Produce(join, [other]);
        return other;
    }

    /// <summary>Computes what is no part of the network.</summary>
    public T Unseen<T>(Func<T> compute)
    {
        _paused = true;
        try
        {
            return compute();
        }
        finally
        {
            _paused = false;
        }
    }

    private long Weights(ReadOnlySpan<Arg> arguments)
    {
        var sum = 0L;
        foreach (var argument in arguments)
            foreach (var tensor in argument.Tensors)
                if (_unread.Remove(tensor))
                    sum += tensor.numel();
        return sum;
    }
}
