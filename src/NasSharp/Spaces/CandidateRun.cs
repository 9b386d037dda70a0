using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>One run of a choice, as its <see cref="Execution"/> sees it.</summary>
public abstract class CandidateRun
{
    private protected CandidateRun(IMutable mutable) => Mutable = mutable;

    /// <summary>The choice that runs.</summary>
    public IMutable Mutable { get; }

    /// <summary>How many candidates there are.</summary>
    public int Count => Mutable.CandidateNames.Count;

    /// <summary>The output of one candidate (or, for an input choice, that source). It is computed at each call.</summary>
    public abstract torch.Tensor Compute(int candidate);

    /// <summary>The output of one candidate for another input, for methods that change what enters; only for choices with one input tensor.</summary>
    /// <exception cref="NotSupportedException">The choice has not exactly one input tensor.</exception>
    public virtual torch.Tensor Compute(int candidate, torch.Tensor input)
        => throw new NotSupportedException($"The choice '{Mutable.Key}' has not one input tensor that could be exchanged.");

    /// <summary>The input of a choice with one input tensor; null for others.</summary>
    public virtual torch.Tensor? Input => null;

    /// <summary>Demands that outputs to be joined have the same shape.</summary>
    /// <param name="outputs">Outputs of the running candidates, in order.</param>
    /// <param name="except">A dimension that may differ.</param>
    internal void DemandSameShape(IReadOnlyList<torch.Tensor> outputs, int except = -1)
    {
        for (var i = 1; i < outputs.Count; i++)
            DemandSameShape(outputs[0], outputs[i], RunningName(0), RunningName(i), except);
    }

    /// <summary>Demands that two outputs have the same shape.</summary>
    internal void DemandSameShape(torch.Tensor first, torch.Tensor other, string firstName, string otherName, int except = -1)
    {
        var (a, b) = (first.shape, other.shape);
        if (a.Length == b.Length && !a.Where((size, d) => d != except && size != b[d]).Any())
            return;
        throw new SearchSpaceException($"The choice '{Mutable.Key}' cannot join its candidates: '{otherName}' gives [{string.Join(", ", b)}], "
            + $"but '{firstName}' gives [{string.Join(", ", a)}]; all candidates must give the same shape{(except < 0 ? "" : $" but for dimension {except}")}.");
    }

    /// <summary>A name for messages: the candidate's, or a source's position.</summary>
    internal string NameOf(int candidate)
        => Mutable.CandidateNames[candidate] is { Length: > 0 } name ? name : $"source {candidate}";

    private string RunningName(int position)
        => NameOf(Mutable.Binding.Execution.Mask.Index().Where(m => m.Item).ElementAt(position).Index);
}
