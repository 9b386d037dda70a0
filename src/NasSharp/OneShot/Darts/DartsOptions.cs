using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Darts;

/// <summary>How DARTS searches (Liu, Simonyan and Yang 2019, arXiv 1806.09055). The defaults are those of the paper's CIFAR-10 search, appendix A.1.</summary>
public sealed record DartsOptions
{
    /// <summary>Passes over the training data; default 50.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Samples of a batch, of weights and architecture alike; default 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>First learning rate of the weights; it falls to <see cref="MinLearningRate"/> along a cosine, epoch by epoch; default 0.025.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>Last learning rate of the weights; default 0.001.</summary>
    public double MinLearningRate { get; init; } = 0.001;

    /// <summary>Momentum of the weights' SGD; default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay of the weights; default 3e-4.</summary>
    public double WeightDecay { get; init; } = 3e-4;

    /// <summary>Largest norm of the weights' gradient; default 5; 0: gradients are not clipped.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Learning rate of the architecture's Adam; default 3e-4.</summary>
    public double ArchitectureLearningRate { get; init; } = 3e-4;

    /// <summary>First moment decay of the architecture's Adam; default 0.5.</summary>
    public double ArchitectureBeta1 { get; init; } = 0.5;

    /// <summary>Second moment decay of the architecture's Adam; default 0.999.</summary>
    public double ArchitectureBeta2 { get; init; } = 0.999;

    /// <summary>Weight decay of the architecture's Adam; default 1e-3.</summary>
    public double ArchitectureWeightDecay { get; init; } = 1e-3;

    /// <summary>
    /// Whether the architecture's gradient looks one weight step ahead (the paper's second order, Eq. 7 and 8), at about three times the cost of a step;
    /// default no: first order.
    /// </summary>
    public bool SecondOrder { get; init; }

    /// <summary>Epochs at the beginning that train weights only; default 0, as in the paper.</summary>
    public int WarmupEpochs { get; init; }

    /// <summary>Random changes of the images, for weights and architecture; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>Whether the supernet is measured on the validation data after each epoch; default yes. The search itself does not need it.</summary>
    public bool EvaluateEachEpoch { get; init; } = true;

    internal void Validate()
    {
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(MinLearningRate >= 0 && MinLearningRate <= LearningRate, nameof(MinLearningRate), MinLearningRate, $"0 to {nameof(LearningRate)}");
        Demand.That(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and less than 1");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        Demand.That(ArchitectureLearningRate > 0, nameof(ArchitectureLearningRate), ArchitectureLearningRate, "more than 0");
        Demand.That(WarmupEpochs >= 0 && WarmupEpochs < Epochs, nameof(WarmupEpochs), WarmupEpochs, $"0 to {nameof(Epochs)} - 1, so that the architecture learns at all");
    }
}
