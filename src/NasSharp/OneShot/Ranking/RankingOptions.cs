using NasSharp.Retraining;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Ranking;

/// <summary>How a supernet's ranking is checked. The defaults are ours.</summary>
public sealed record RankingOptions
{
    /// <summary>Networks that are trained on their own, drawn uniformly from the space, all different; at least 3, default 10. With few of them intervals are wide.</summary>
    public int Networks { get; init; } = 10;

    /// <summary>How they are trained; default 30 epochs of batches of 96, SGD from 0.025 to 0, weight decay 3e-4, no cutout, no dropped paths.</summary>
    public RetrainOptions Training { get; init; } = new() { Epochs = 30, CutoutLength = 0, DropPathProbability = 0, Augmentation = ImageAugmentation.Cifar };

    /// <summary>Batches that give an architecture batch-norm statistics of its own in the supernet, at least 1; default 64.</summary>
    public int RecalibrationBatches { get; init; } = 64;

    /// <summary>The k of the top-k regrets; default 1, 3 and 5. Those that exceed the number of networks are left out.</summary>
    public IReadOnlyList<int> TopK { get; init; } = [1, 3, 5];

    /// <summary>The validation metric that is compared; default <c>accuracy</c>.</summary>
    public string Score { get; init; } = Objectives.Accuracy;

    /// <summary>Whether a higher score is better; default yes. For <c>loss</c> it is no.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>Resamples of the bootstrap, at least 100; default 2000.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Share of the bootstrap's values inside an interval, in (0, 1); default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    internal void Validate()
    {
        Demand.That(Networks >= 3, nameof(Networks), Networks, "3 or more");
        Training.Validate();
        Demand.That(RecalibrationBatches >= 1, nameof(RecalibrationBatches), RecalibrationBatches, "1 or more");
        Demand.That(TopK.Count > 0 && TopK.All(k => k >= 1), nameof(TopK), TopK.Count == 0 ? 0 : TopK.Min(), "numbers of 1 or more");
        ArgumentException.ThrowIfNullOrEmpty(Score);
        Demand.That(Resamples >= 100, nameof(Resamples), Resamples, "100 or more");
        Demand.That(Confidence is > 0 and < 1, nameof(Confidence), Confidence, "more than 0 and less than 1");
    }
}
