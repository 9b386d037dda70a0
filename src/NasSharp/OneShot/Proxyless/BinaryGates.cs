using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.OneShot.Proxyless;

/// <summary>
/// Runs one candidate, and computes others only to learn what their gates are worth: the output is the active candidate's own; the gate of candidate j has the gradient
/// sum(o_j * dL/d output) (section 3.2.1 of the paper). The others are computed without being recorded, so that nothing but their outputs stays in memory.
/// </summary>
/// <param name="active">The candidate that counts.</param>
/// <param name="computed">For each candidate whether it is computed; the active one is.</param>
/// <param name="gates">[N]; 1 for the active candidate and 0 for the others, with gradients.</param>
internal sealed class BinaryGates(int active, bool[] computed, torch.Tensor gates) : Execution
{
    public override IReadOnlyList<bool> Mask => computed;

    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run) => [.. Candidates().Select(i => Compute(run, i) * gates.select(0, i))];

    public override torch.Tensor? Sum(CandidateRun run)
    {
        using var scope = torch.NewDisposeScope();
        var first = run.Compute(active);
        var sum = first * gates.select(0, active);
        foreach (var i in Candidates().Where(i => i != active))
        {
            var other = Compute(run, i);
            run.DemandSameShape(first, other, run.NameOf(active), run.NameOf(i));
            sum.addcmul_(other, gates.select(0, i));
        }
        return sum.MoveToOuterDisposeScope();
    }

    private IEnumerable<int> Candidates() => Enumerable.Range(0, computed.Length).Where(i => computed[i]);

    private torch.Tensor Compute(CandidateRun run, int candidate)
    {
        if (candidate == active)
            return run.Compute(candidate);
        using var recording = torch.no_grad();
        return run.Compute(candidate);
    }
}
