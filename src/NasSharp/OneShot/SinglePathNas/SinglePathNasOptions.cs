using NasSharp.Hardware;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.SinglePathNas;

/// <summary>How Single-Path NAS searches (Stamoulis et al. 2019, arXiv 1904.02877). Where the source says "ours", the authors' code has another optimizer, whose numbers would mean nothing here.</summary>
public sealed record SinglePathNasOptions
{
    /// <summary>Passes over the training data, at least 1; default 8, as in the paper and the authors' code (10,008 steps).</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Epochs at the beginning without the runtime in the loss and with dropped gates; 0 to <see cref="Epochs"/> - 1; default 5, the 6255 steps of the authors' code on ImageNet.</summary>
    public int WarmupEpochs { get; init; } = 5;

    /// <summary>Samples of a batch, at least 1; default 1024, as in the authors' code.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>First learning rate of the weights, more than 0; it falls to 0 along a cosine, epoch by epoch; default 0.1 (ours).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Momentum of the weights' SGD, in [0, 1); default 0.9, as in the authors' code.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay of the weights, 0 or more; default 1e-5, as in the authors' code, which has it for thresholds, too; here they have none.</summary>
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>Largest norm of the weights' gradient; default 0: gradients are not clipped.</summary>
    public double GradientClip { get; init; }

    /// <summary>Learning rate of the thresholds' Adam, more than 0; default 0.01 (ours).</summary>
    public double ThresholdLearningRate { get; init; } = 0.01;

    /// <summary>Weight lambda of the runtime in the loss CE + lambda log(runtime), 0 or more; default 0.1. The authors' code has this number and multiplies it by 1000.</summary>
    public double RuntimeWeight { get; init; } = 0.1;

    /// <summary>
    /// What the network is to cost: a penalty of another form than <see cref="RuntimeWeight"/>'s, on the runtime that the gates stand for, a limit for what is exported, or both. Null, the default: neither.
    /// </summary>
    public HardwareObjective? Hardware { get; init; }

    /// <summary>Chance that a gate is kept in a step of the warm-up, in (0, 1]; kept gates are divided by it; default 0.6, as in the authors' code.</summary>
    public double WarmupKeepProbability { get; init; } = 0.6;

    /// <summary>Random changes of the images while training; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>Batches that give the derived path batch-norm statistics of its own before it is measured, at least 1; default 64.</summary>
    public int RecalibrationBatches { get; init; } = 64;

    /// <summary>Whether the path that would be derived is measured after each epoch; default yes.</summary>
    public bool EvaluateEachEpoch { get; init; } = true;

    internal void Validate()
    {
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(WarmupEpochs >= 0 && WarmupEpochs < Epochs, nameof(WarmupEpochs), WarmupEpochs, $"0 to {nameof(Epochs)} - 1");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and less than 1");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        Demand.That(ThresholdLearningRate > 0, nameof(ThresholdLearningRate), ThresholdLearningRate, "more than 0");
        Demand.That(RuntimeWeight >= 0, nameof(RuntimeWeight), RuntimeWeight, "0 or more");
        Demand.That(WarmupKeepProbability is > 0 and <= 1, nameof(WarmupKeepProbability), WarmupKeepProbability, "more than 0 and at most 1");
        Demand.That(RecalibrationBatches >= 1, nameof(RecalibrationBatches), RecalibrationBatches, "1 or more");
    }
}
