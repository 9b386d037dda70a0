using NasSharp.Torch;

namespace NasSharp.Spaces.Running;

/// <summary>Runs the selected candidates, unweighted.</summary>
internal sealed class Selection(bool[] mask) : Execution
{
    public override IReadOnlyList<bool> Mask => mask;

    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
    {
        var outputs = new List<torch.Tensor>();
        for (var i = 0; i < mask.Length; i++)
            if (mask[i])
                outputs.Add(run.Compute(i));
        return outputs;
    }

    public override torch.Tensor? Sum(CandidateRun run)
    {
        // The common case, one path, passes through untouched.
        var only = Array.IndexOf(mask, true);
        if (only < 0)
            return null;
        if (Array.LastIndexOf(mask, true) == only)
            return run.Compute(only);
        var outputs = Outputs(run);
        run.DemandSameShape(outputs);
        return WeightedSum.Plain(outputs);
    }
}
