using NasSharp.Hardware;
using NasSharp.Retraining;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot;

/// <summary>
/// What searches have in common that train a supernet on random paths of it and compare architectures afterwards: SGD with a schedule, and the measure of comparison. The defaults here are
/// those of the ImageNet supernet of single path one-shot (Guo et al. 2020), which want a smaller batch and learning rate on small data sets; other methods have their own, in their options' constructor
/// with their source.
/// </summary>
public abstract record PathOptions
{
    private protected PathOptions()
    {
    }

    /// <summary>Passes over the training data, at least 1; default 120.</summary>
    public int Epochs { get; init; } = 120;

    /// <summary>Samples of a batch; default 1024.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>First learning rate, more than 0; default 0.5.</summary>
    public double LearningRate { get; init; } = 0.5;

    /// <summary>Last learning rate, 0 to <see cref="LearningRate"/>; default 0.</summary>
    public double MinLearningRate { get; init; }

    /// <summary>How the rate falls: in a line, step by step, the default, or along a cosine, epoch by epoch.</summary>
    public LearningRateDecay Decay { get; init; } = LearningRateDecay.Linear;

    /// <summary>Momentum of SGD, in [0, 1); default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay, 0 or more; it acts on the weights that a step runs only; default 4e-5.</summary>
    public double WeightDecay { get; init; } = 4e-5;

    /// <summary>Largest norm of the gradient; default 0: gradients are not clipped.</summary>
    public double GradientClip { get; init; }

    /// <summary>Random changes of the images while training; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>Batches that give an architecture batch-norm statistics of its own before it is measured, at least 1; default 64.</summary>
    public int RecalibrationBatches { get; init; } = 64;

    /// <summary>Random architectures measured after each epoch, to watch the supernet; default 1; 0: none.</summary>
    public int PathsEachEpoch { get; init; } = 1;

    /// <summary>The validation metric that decides; default <c>accuracy</c>.</summary>
    public string Score { get; init; } = Objectives.Accuracy;

    /// <summary>Whether a higher score is better; default yes. For <c>loss</c> it is no.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>What FLOPs, parameters or latency cost: a penalty of the score, a limit for what is measured, or both; null: nothing, the default.</summary>
    public HardwareObjective? Hardware { get; init; }

    /// <summary>Whether the schedule moves on with each step; otherwise with each epoch.</summary>
    internal bool DecaysByStep => Decay == LearningRateDecay.Linear;

    internal torch.optim.lr_scheduler.LRScheduler Schedule(SGD weights, int stepsPerEpoch)
    {
        var (steps, least) = ((double)Epochs * stepsPerEpoch, MinLearningRate / LearningRate);
        return DecaysByStep
            ? torch.optim.lr_scheduler.LambdaLR(weights, step => least + (1 - least) * Math.Max(0, 1 - step / steps))
            : torch.optim.lr_scheduler.CosineAnnealingLR(weights, Epochs, MinLearningRate);
    }

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
