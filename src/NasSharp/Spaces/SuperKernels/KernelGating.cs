using NasSharp.Torch;

namespace NasSharp.Spaces.SuperKernels;

/// <summary>What a superkernel does while its parts are undecided: a gate for each part, from the norm of the weights of that part.</summary>
internal abstract class KernelGating(int candidates) : Execution
{
    /// <inheritdoc/>
    public override IReadOnlyList<bool> Mask { get; } = [.. Enumerable.Repeat(true, candidates)];

    /// <inheritdoc/>
    public override IReadOnlyList<torch.Tensor> Outputs(CandidateRun run) =>
        throw new InvalidOperationException("Gates of a superkernel were given to a choice between modules.");

    /// <summary>The gate of a part, one number; the output of the part is multiplied with it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="norm">The L2 norm of its weights, one number.</param>
    public abstract torch.Tensor Gate(KernelPart part, torch.Tensor norm);
}
