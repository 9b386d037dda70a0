using NasSharp.Torch;

namespace NasSharp.Spaces.Running;

/// <summary>Weights the outputs with numbers; a weight of zero is not computed.</summary>
internal sealed class ConstantMix(double[] weights) : Execution
{
    private readonly bool[] _running = [.. weights.Select(w => w != 0)];

    public override IReadOnlyList<bool> Mask => _running;

    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
    {
        var outputs = new List<torch.Tensor>();
        for (var i = 0; i < weights.Length; i++)
            if (_running[i])
                outputs.Add(run.Compute(i) * weights[i]);
        return outputs;
    }

    public override torch.Tensor? Sum(CandidateRun run)
    {
        var outputs = Outputs(run);
        run.DemandSameShape(outputs);
        return outputs.Count == 0 ? null : WeightedSum.Plain(outputs);
    }
}
