using NasSharp.Torch;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Profiling;

/// <summary>Counts each operator call for its layer, its operator and the memory.</summary>
internal sealed class ProfileObserver(LayerTree tree, nn.Module model) : IOperatorObserver, IDisposable
{
    private readonly ActivationLedger ledger = new(model);
    private readonly Dictionary<string, OperatorProfile> operators = [];

    public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules)
    {
        var name = PlainName(op.Name);
        var flops = MultiplyAdds.Count(name, arguments, results);
        var other = flops is null ? OtherOperations.Count(name, arguments, results) : 0;
        tree.Count(modules, flops ?? 0, other, Remember(name, arguments, results), results.IsEmpty || !results[0].defined ? [] : results[0].shape);
        var sofar = operators.GetValueOrDefault(op.Name, new OperatorProfile(op.Name, 0, 0, 0));
        operators[op.Name] = sofar with { Calls = sofar.Calls + 1, Flops = sofar.Flops + (flops ?? 0), OtherOperations = sofar.OtherOperations + other };
    }

    public IReadOnlyList<OperatorProfile> Operators() =>
        [.. operators.Values.OrderByDescending(o => o.Flops).ThenByDescending(o => o.OtherOperations).ThenBy(o => o.Name, StringComparer.Ordinal)];

    public long PeakBytes() => ledger.Peak();

    public void Dispose() => ledger.Dispose();

    private long Remember(string name, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results)
    {
        var kept = KeptForBackward.Of(name);
        var bytes = 0L;
        ledger.Advance();
        foreach (var argument in arguments)
        {
            foreach (var tensor in argument.Tensors)
            {
                ledger.Use(tensor);
                bytes += kept.HasFlag(Kept.Inputs) ? ledger.Keep(tensor) : 0;
            }
        }
        foreach (var tensor in results)
        {
            ledger.Use(tensor);
            bytes += kept.HasFlag(Kept.Results) ? ledger.Keep(tensor) : 0;
        }
        return bytes;
    }

    /// <summary>The name without namespace and without the mark of changing in place: <c>aten::relu_</c> and <c>aten::relu</c> do the same.</summary>
    internal static string PlainName(string name)
    {
        var plain = name[(name.LastIndexOf(':') + 1)..];
        return plain.StartsWith('_') ? plain : plain.TrimEnd('_');
    }
}
