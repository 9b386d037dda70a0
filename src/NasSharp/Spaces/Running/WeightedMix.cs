using NasSharp.Torch;

namespace NasSharp.Spaces.Running;

/// <summary>Weights the outputs with a tensor that gradients reach.</summary>
internal sealed class WeightedMix : Execution
{
    private readonly torch.Tensor _weights;
    private readonly bool[] _running;

    public WeightedMix(torch.Tensor weights, IReadOnlyList<bool>? running)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.ndim != 1)
            throw new ArgumentException($"The weights of a choice have one dimension; found [{string.Join(", ", weights.shape)}].", nameof(weights));
        var count = (int)weights.size(0);
        if (running is not null && running.Count != count)
            throw new ArgumentException($"There are {count} weights, but the mask has {running.Count} entries.", nameof(running));
        _weights = weights;
        _running = running is null ? [.. Enumerable.Repeat(true, count)] : [.. running];
    }

    public override IReadOnlyList<bool> Mask => _running;

    /// <summary>The weights, [n].</summary>
    public torch.Tensor Weights => _weights.IsInvalid
        ? throw new SearchSpaceException("The weights of a choice were disposed: call Reset() of the mutator inside the scope of the step, before each forward.")
        : _weights;

    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run)
    {
        var outputs = new List<torch.Tensor>();
        for (var i = 0; i < _running.Length; i++)
            if (_running[i])
                outputs.Add(run.Compute(i) * Weights.select(0, i));
        return outputs;
    }

    public override torch.Tensor? Sum(CandidateRun run)
        => WeightedSum.Of(run, _running, Weights);
}
