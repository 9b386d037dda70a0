using NasSharp.Torch;

namespace NasSharp.Spaces.Running;

/// <summary>Sums of candidate outputs that never stack them.</summary>
internal static class WeightedSum
{
    // Present where the native library brings it: one pass over all outputs, forward and backward.
    private static readonly Operator Fused = new("nassharp::weighted_sum");
    private static readonly Lazy<bool> HasFused = new(() => Fused.Exists);

    /// <summary>The weighted sum of the running candidates; null when none runs.</summary>
    public static torch.Tensor? Of(CandidateRun run, bool[] running, torch.Tensor weights)
    {
        var indices = Enumerable.Range(0, running.Length).Where(i => running[i]).ToArray();
        if (indices.Length == 0)
            return null;
        // Autograd holds what it needs; the rest of what the candidates made is freed here, not at the end of the step.
        using var scope = torch.NewDisposeScope();
        return (HasFused.Value && indices.Length > 1 ? OfFused(run, indices, weights) : Accumulated(run, indices, weights)).MoveToOuterDisposeScope();
    }

    /// <summary>The sum of one or more tensors of the same shape, accumulated in place from the second on.</summary>
    public static torch.Tensor Plain(IReadOnlyList<torch.Tensor> terms)
    {
        if (terms.Count == 1)
            return terms[0];
        var sum = terms[0] + terms[1];
        for (var i = 2; i < terms.Count; i++)
            sum.add_(terms[i]);
        return sum;
    }

    // Autograd keeps the factors, not the running sum, so that the sum may change in place.
    internal static torch.Tensor Accumulated(CandidateRun run, int[] indices, torch.Tensor weights)
    {
        var first = run.Compute(indices[0]);
        var sum = first * weights.select(0, indices[0]);
        foreach (var i in indices.AsSpan(1))
        {
            var output = run.Compute(i);
            run.DemandSameShape(first, output, run.NameOf(indices[0]), run.NameOf(i));
            sum.addcmul_(output, weights.select(0, i));
        }
        return sum;
    }

    private static torch.Tensor OfFused(CandidateRun run, int[] indices, torch.Tensor weights)
    {
        var outputs = Array.ConvertAll(indices, run.Compute);
        for (var i = 1; i < outputs.Length; i++)
            run.DemandSameShape(outputs[0], outputs[i], run.NameOf(indices[0]), run.NameOf(indices[i]));
        var used = indices.Length == weights.size(0)
            ? weights
            : weights.index_select(0, torch.tensor(Array.ConvertAll(indices, i => (long)i), device: weights.device));
        return Fused.Call(outputs, used);
    }
}
