using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>What trains one supernet: SGD with a cosine for its weights, Adam for its alphas, and the gradient of the alphas.</summary>
internal sealed class SupernetTraining : IDisposable
{
    /// <summary>Makes the optimizers.</summary>
    /// <param name="mutator">Holds the supernet and its alphas, on their device already.</param>
    /// <param name="loss">The loss of the weights.</param>
    /// <param name="architectureLoss">The loss of the alphas on validation data.</param>
    /// <param name="options">Rates and decays.</param>
    /// <param name="precision">The precision of forwards.</param>
    public SupernetTraining(DifferentiableMutator mutator, Objective loss, Objective architectureLoss, DifferentiableOptions options, ForwardPrecision precision)
    {
        Mutator = mutator;
        Weights = torch.optim.SGD(
            mutator.Model.named_parameters().Where(p => p.parameter.requires_grad), options.LearningRate, options.Momentum, weight_decay: options.WeightDecay,
            nesterov: options.Nesterov);
        Schedule = options.Schedule(Weights);
        Update = new WeightUpdate(Weights, options.GradientClip, precision);
        Architecture = torch.optim.Adam(
            mutator.named_parameters(), options.ArchitectureLearningRate, options.ArchitectureBeta1, options.ArchitectureBeta2, weight_decay: options.ArchitectureWeightDecay);
        Gradient = new ArchitectureGradient(mutator, Weights, loss, precision, architectureLoss);
    }

    /// <summary>Holds the alphas.</summary>
    public DifferentiableMutator Mutator { get; }

    /// <summary>Moves the weights.</summary>
    public SGD Weights { get; }

    /// <summary>The learning rate of the weights.</summary>
    public torch.optim.lr_scheduler.LRScheduler Schedule { get; }

    /// <summary>A step of the weights.</summary>
    public WeightUpdate Update { get; }

    /// <summary>Moves the alphas.</summary>
    public Adam Architecture { get; }

    /// <summary>The gradient of the alphas.</summary>
    public ArchitectureGradient Gradient { get; }

    /// <summary>Frees the optimizers and the alphas, and lets go of the supernet.</summary>
    public void Dispose()
    {
        Weights.Dispose();
        Architecture.Dispose();
        Mutator.Dispose();
    }
}
