using NasSharp.Torch;

namespace NasSharp.Spaces.SuperKernels;

/// <summary>Runs one candidate of a superkernel as the plain block that would be derived, so that it can be counted and timed; gradients do not reach the superkernel.</summary>
internal sealed class PlainCandidate(int candidate, int count) : Execution
{
    /// <inheritdoc/>
    public override IReadOnlyList<bool> Mask { get; } = Decision.One(candidate).ToMask(count);

    /// <inheritdoc/>
    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run) => [run.Compute(candidate)];

    /// <inheritdoc/>
    public override torch.Tensor? Sum(CandidateRun run) => run.Compute(candidate);
}
