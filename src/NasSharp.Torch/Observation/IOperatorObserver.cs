namespace NasSharp.Torch.Observation;

/// <summary>Sees every operator that this thread calls, with its arguments and results. Profiling, graphs and export stand on it.</summary>
public interface IOperatorObserver
{
    /// <summary>Called after each operator. The spans are valid during the call only.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="arguments">Its arguments in schema order.</param>
    /// <param name="results">Its tensors; empty for operators that return none.</param>
    /// <param name="modules">The modules whose forward is running, outermost first.</param>
    void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<torch.Tensor> results, IReadOnlyList<torch.nn.Module> modules);
}
