using NasSharp.Retraining;
using NasSharp.Training;

namespace NasSharp.OneShot.RandomSharing;

/// <summary>
/// How random search with weight sharing searches (Li and Talwalkar 2019, "Random Search and Reproducibility for Neural Architecture Search", arXiv 1902.07638). The
/// defaults are those of the authors' code for CIFAR-10.
/// </summary>
public sealed record RandomSharingOptions : PathOptions
{
    private const int StepsPerRound = 10_000;

    /// <summary>
    /// The authors' code: 100 epochs of batches of 64; SGD, 0.025 to 0.001 along a cosine, momentum 0.9, weight decay 3e-4. Gradients are clipped at 5 as in DARTS, whose
    /// training they take over; their script leaves the number to the user.
    /// </summary>
    public RandomSharingOptions()
    {
        Epochs = 100;
        BatchSize = 64;
        (LearningRate, MinLearningRate, Decay) = (0.025, 0.001, LearningRateDecay.Cosine);
        WeightDecay = 3e-4;
        GradientClip = 5;
        RecalibrationBatches = 10;
    }

    /// <summary>Random architectures of a round, all different, that are screened; at least 1, default 1000; fewer when the space has fewer.</summary>
    public int Screened { get; init; } = 1000;

    /// <summary>Batches of validation data that screening takes, drawn once; at least 1, default 10.</summary>
    public int ScreeningBatches { get; init; } = 10;

    /// <summary>The best of a round that are measured on all validation data; at least 1, default 10.</summary>
    public int Finalists { get; init; } = 10;

    /// <summary>Rounds, at least 1; null, the default: one for every 10,000 training steps, at least one.</summary>
    public int? Rounds { get; init; }

    /// <summary>The rounds of a run of so many training steps.</summary>
    internal int RoundsAfter(long steps) => Rounds ?? (int)Math.Max(1, steps / StepsPerRound);

    internal override void Validate()
    {
        base.Validate();
        Demand.That(Screened >= 1, nameof(Screened), Screened, "1 or more");
        Demand.That(ScreeningBatches >= 1, nameof(ScreeningBatches), ScreeningBatches, "1 or more");
        Demand.That(Finalists >= 1, nameof(Finalists), Finalists, "1 or more");
        Demand.That(Rounds is null or >= 1, nameof(Rounds), Rounds ?? 0, "1 or more, or none");
    }
}
