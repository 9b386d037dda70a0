using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.Snas;

/// <summary>
/// SNAS's distribution over architectures: every layer choice runs all its candidates, weighted with a relaxed one-hot sample of softmax(alpha). Input
/// choices take all their sources until the architecture is derived; where any number is allowed, or a source has no key, they are sampled too.
/// </summary>
public sealed class SnasMutator : RelaxedMutator
{
    /// <summary>Takes hold of a model's choices.</summary>
    /// <param name="model">The supernet.</param>
    /// <param name="random">Draws the first alphas.</param>
    /// <param name="noise">Draws the samples.</param>
    /// <exception cref="SearchSpaceException">The model has no layer choice, its choices contradict each other, or they are held already.</exception>
    public SnasMutator(torch.nn.Module model, RandomStream random, RandomStream noise)
        : base(model, random, noise)
    {
    }
}
