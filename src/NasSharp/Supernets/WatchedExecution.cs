using NasSharp.Spaces;
using NasSharp.Spaces.Running;
using NasSharp.Torch;

namespace NasSharp.Supernets;

/// <summary>Runs candidates unweighted and tells the observer where they meet.</summary>
internal sealed class WatchedExecution(bool[] mask, SupernetObserver observer) : Execution
{
    public override IReadOnlyList<bool> Mask => mask;

    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
    {
        var outputs = Compute(run);
        var join = observer.Join(run.Mutable, outputs);
        return outputs.ConvertAll(o => observer.From(join, o.Output));
    }

    public override torch.Tensor? Sum(CandidateRun run)
    {
        var outputs = Compute(run);
        if (outputs.Count == 0)
            return null;
        var join = observer.Join(run.Mutable, outputs);
        torch.Tensor[] terms = [.. outputs.Select(o => o.Output)];
        run.DemandSameShape(terms);
        return observer.From(join, observer.Unseen(() => WeightedSum.Plain(terms)));
    }

    private List<(int Candidate, torch.Tensor Output)> Compute(CandidateRun run) =>
        [.. Enumerable.Range(0, mask.Length).Where(i => mask[i]).Select(i => (i, run.Compute(i)))];
}
