using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.PcDarts;

/// <summary>
/// DARTS's relaxation with edge normalisation (PC-DARTS, Eq. 3): an input choice has a vector beta and weights its sources with softmax(beta), so that the
/// derived score of an edge is p * softmax(beta), learnt far more steadily than p alone. Where any number of sources is allowed each has a sigmoid of its
/// own. The partial channels themselves belong to the space: see <c>DartsOptions.PartialChannels</c> and <c>NasSharp.Zoo.PartialChannels</c>.
/// </summary>
public sealed class PcDartsMutator : DifferentiableMutator
{
    /// <summary>Takes hold of a model's choices; alphas and betas start near zero, drawn from <paramref name="random"/>.</summary>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public PcDartsMutator(torch.nn.Module model, RandomStream random)
        : base(model, random, withNone: true, weighsAllInputs: true)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(MeanExecution)];
}
