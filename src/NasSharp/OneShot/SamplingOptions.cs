using NasSharp.Hardware;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// What searches have in common that train a supernet on random parts of it and then compare architectures with its weights: SGD with a cosine schedule, and the
/// measure of comparison. The defaults are each method's own; they stand in its options' constructor with their source.
/// </summary>
public abstract record SamplingOptions
{
    private protected SamplingOptions()
    {
    }

    /// <summary>Passes over the training data, at least 1.</summary>
    public int Epochs { get; init; } = 150;

    /// <summary>Samples of a batch, at least 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>First learning rate, more than 0; it falls to <see cref="MinLearningRate"/> along a cosine, epoch by epoch.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>Last learning rate, 0 to <see cref="LearningRate"/>.</summary>
    public double MinLearningRate { get; init; } = 0.001;

    /// <summary>Momentum of SGD, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay, 0 or more; it acts on the weights that a step runs only.</summary>
    public double WeightDecay { get; init; } = 3e-4;

    /// <summary>Largest norm of the gradient; 0: gradients are not clipped.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Random changes of the training images; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>Batches that give an architecture batch-norm statistics of its own before it is measured, at least 1.</summary>
    public int RecalibrationBatches { get; init; } = 64;

    /// <summary>Random architectures measured after each epoch, to watch the supernet, 0 or more; default 1.</summary>
    public int PathsEachEpoch { get; init; } = 1;

    /// <summary>The validation metric that decides; default <c>accuracy</c>.</summary>
    public string Score { get; init; } = Objectives.Accuracy;

    /// <summary>Whether a higher score is better; default yes. For <c>loss</c> it is no.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>What FLOPs, parameters or latency cost: a penalty of the score, a limit for what is measured, or both; null: nothing, the default.</summary>
    public HardwareObjective? Hardware { get; init; }

    internal virtual void Validate()
    {
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(MinLearningRate >= 0 && MinLearningRate <= LearningRate, nameof(MinLearningRate), MinLearningRate, $"0 to {nameof(LearningRate)}");
        Demand.That(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and less than 1");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        Demand.That(RecalibrationBatches >= 1, nameof(RecalibrationBatches), RecalibrationBatches, "1 or more");
        Demand.That(PathsEachEpoch >= 0, nameof(PathsEachEpoch), PathsEachEpoch, "0 or more");
        ArgumentException.ThrowIfNullOrEmpty(Score);
    }
}
