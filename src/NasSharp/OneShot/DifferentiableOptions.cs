using NasSharp.Hardware;
using NasSharp.OneShot.Collapse;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// What all differentiable searches have in common: SGD with a cosine schedule for the weights, Adam for the architecture. The defaults are each method's
/// own; they stand in its options' constructor with their source.
/// </summary>
public abstract record DifferentiableOptions
{
    private readonly bool _hasOwnRemedies;

    /// <param name="hasOwnRemedies">Whether the method itself works against a collapse, in ways that going back would upset: then the collapse guard only reports.</param>
    private protected DifferentiableOptions(bool hasOwnRemedies = false)
    {
        _hasOwnRemedies = hasOwnRemedies;
        if (hasOwnRemedies)
            CollapseGuard = CollapseGuard with { Remedy = CollapseRemedy.Report };
    }

    /// <summary>Passes over the training data, at least 1.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Samples of a batch, of weights and architecture alike, at least 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>First learning rate of the weights, more than 0; it falls to <see cref="MinLearningRate"/> along a cosine, epoch by epoch.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>Last learning rate of the weights, 0 to <see cref="LearningRate"/>.</summary>
    public double MinLearningRate { get; init; } = 0.001;

    /// <summary>Momentum of the weights' SGD, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay of the weights, 0 or more.</summary>
    public double WeightDecay { get; init; } = 3e-4;

    /// <summary>Largest norm of the weights' gradient; 0: gradients are not clipped.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Learning rate of the architecture's Adam, more than 0.</summary>
    public double ArchitectureLearningRate { get; init; } = 3e-4;

    /// <summary>First moment decay of the architecture's Adam, in [0, 1).</summary>
    public double ArchitectureBeta1 { get; init; } = 0.5;

    /// <summary>Second moment decay of the architecture's Adam, in [0, 1).</summary>
    public double ArchitectureBeta2 { get; init; } = 0.999;

    /// <summary>Weight decay of the architecture's Adam, 0 or more.</summary>
    public double ArchitectureWeightDecay { get; init; } = 1e-3;

    /// <summary>Epochs at the beginning that train weights only; 0 to <see cref="Epochs"/> - 1.</summary>
    public int WarmupEpochs { get; init; }

    /// <summary>Random changes of the images, for weights and architecture; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>Whether the supernet is measured on the validation data after each epoch; default yes. The search itself does not need it.</summary>
    public bool EvaluateEachEpoch { get; init; } = true;

    /// <summary>
    /// What the network is to cost beside its loss: the architecture's loss gets the penalty of the expected cost under the learnt probabilities, and what is exported keeps
    /// the limit. Null, the default: only the loss counts.
    /// </summary>
    public HardwareObjective? Hardware { get; init; }

    /// <summary>Whether the weights' momentum is Nesterov's.</summary>
    internal virtual bool Nesterov => false;

    /// <summary>The learning rate of the weights, epoch by epoch.</summary>
    internal virtual torch.optim.lr_scheduler.LRScheduler Schedule(SGD weights) => torch.optim.lr_scheduler.CosineAnnealingLR(weights, Epochs, MinLearningRate);

    /// <summary>How the search is watched for a collapse to skip connections, and what is done about it. On by default.</summary>
    public CollapseOptions CollapseGuard { get; init; } = new();

    internal virtual void Validate()
    {
        ArgumentNullException.ThrowIfNull(CollapseGuard);
        CollapseGuard.Validate();
        if (_hasOwnRemedies && CollapseGuard.Enabled && CollapseGuard.Remedy != CollapseRemedy.Report)
            throw new ArgumentException($"{nameof(CollapseGuard)}.{nameof(CollapseGuard.Remedy)} is {CollapseGuard.Remedy}; expected {CollapseRemedy.Report}: the method has remedies of its own.");
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(MinLearningRate >= 0 && MinLearningRate <= LearningRate, nameof(MinLearningRate), MinLearningRate, $"0 to {nameof(LearningRate)}");
        Demand.That(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and less than 1");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        Demand.That(ArchitectureLearningRate > 0, nameof(ArchitectureLearningRate), ArchitectureLearningRate, "more than 0");
        Demand.That(ArchitectureBeta1 is >= 0 and < 1, nameof(ArchitectureBeta1), ArchitectureBeta1, "at least 0 and less than 1");
        Demand.That(ArchitectureBeta2 is >= 0 and < 1, nameof(ArchitectureBeta2), ArchitectureBeta2, "at least 0 and less than 1");
        Demand.That(ArchitectureWeightDecay >= 0, nameof(ArchitectureWeightDecay), ArchitectureWeightDecay, "0 or more");
        Demand.That(CollapseGuard.Remedy != CollapseRemedy.WeightDecay || WeightDecay > 0, nameof(WeightDecay), WeightDecay, "more than 0, because the collapse guard would make it stronger");
        Demand.That(WarmupEpochs >= 0 && WarmupEpochs < Epochs, nameof(WarmupEpochs), WarmupEpochs, $"0 to {nameof(Epochs)} - 1, so that the architecture learns at all");
    }
}
