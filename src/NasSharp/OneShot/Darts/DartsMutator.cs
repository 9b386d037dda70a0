using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.Darts;

/// <summary>
/// DARTS's relaxation of a space: every layer choice has a vector alpha of N + 1 numbers and runs all its N candidates, weighted with
/// softmax(alpha). The last number stands for the operation "none", which takes its share and gives nothing, so that the weights of the others sum to
/// less than one. Input choices take all their sources until the architecture is derived; where any number is allowed, or a source has no key, each
/// source is weighted.
/// </summary>
public sealed class DartsMutator : DifferentiableMutator
{
    /// <summary>Takes hold of a model's choices; the alphas start near zero, drawn from <paramref name="random"/>.</summary>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public DartsMutator(torch.nn.Module model, RandomStream random)
        : base(model, random, withNone: true)
    {
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(MeanExecution)];
}
