using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.OneShot.Enas;

/// <summary>An architecture drawn by the controller, with what its training needs. The tensors belong to the dispose scope in which it was drawn.</summary>
public sealed class EnasSample
{
    internal EnasSample(Architecture architecture, IReadOnlyList<int> actions, torch.Tensor logProbability, torch.Tensor skipDivergence)
        => (Architecture, Actions, LogProbability, SkipDivergence) = (architecture, actions, logProbability, skipDivergence);

    /// <summary>The architecture.</summary>
    public Architecture Architecture { get; }

    /// <summary>
    /// What was drawn, in order: the candidate of a layer choice; the source of an input choice, once for each that it takes; 0 or 1 for each source
    /// where any number may be taken. <see cref="EnasController.Score"/> takes it back.
    /// </summary>
    public IReadOnlyList<int> Actions { get; }

    /// <summary>Logarithm of the probability of the actions, one number; gradients reach the controller if they were recorded.</summary>
    public torch.Tensor LogProbability { get; }

    /// <summary>
    /// Kullback-Leibler divergence of the optional inputs' probabilities from the target, summed within a choice, mean over the choices; one number, 0
    /// when there are no optional inputs.
    /// </summary>
    public torch.Tensor SkipDivergence { get; }
}
