using NasSharp.Retraining;
using NasSharp.Training;

namespace NasSharp.OneShot.UnderstandingOneShot;

/// <summary>
/// How a one-shot model is trained with path dropout and searched (Bender et al. 2018, "Understanding and Simplifying One-Shot Architecture Search", ICML). The
/// sources at hand state the rule of the rate and its schedule but not the constants of training: those are ours.
/// </summary>
public sealed record PathDropoutOptions : PathOptions
{
    /// <summary>150 epochs of batches of 64; SGD, 0.025 to 0.001 along a cosine, momentum 0.9, weight decay 3e-4, clipped at 5: ours, after DARTS.</summary>
    public PathDropoutOptions()
    {
        Epochs = 150;
        BatchSize = 64;
        (LearningRate, MinLearningRate, Decay) = (0.025, 0.001, LearningRateDecay.Cosine);
        WeightDecay = 3e-4;
        GradientClip = 5;
    }

    /// <summary>r in (0, 1): a path among k is dropped with probability r^(1/k), so that all k are dropped together with probability r; default 0.01 (NNI).</summary>
    public double DropRate { get; init; } = 0.01;

    /// <summary>Part of the steps during which the probability rises from 0 in a line; in (0, 1], default 1: until the end.</summary>
    public double RampFraction { get; init; } = 1;

    /// <summary>Parts of a batch that have batch norms and dropped paths of their own; at least 1 and a divisor of the batch size; default 1.</summary>
    public int GhostBatches { get; init; } = 1;

    /// <summary>Random architectures, all different, that the one-shot model ranks; at least 1, default 1000 (ours); fewer when the space has fewer.</summary>
    public int Candidates { get; init; } = 1000;

    /// <summary>The best of them, written as files to be trained on their own; 0 or more, default 10 (ours).</summary>
    public int StandAlone { get; init; } = 10;

    /// <summary>The probability with which one of <paramref name="paths"/> paths is dropped after a part of the steps, <paramref name="done"/> in [0, 1].</summary>
    public double DropProbability(int paths, double done) => Math.Min(1, done / RampFraction) * Math.Pow(DropRate, 1.0 / paths);

    internal override void Validate()
    {
        base.Validate();
        Demand.That(DropRate is > 0 and < 1, nameof(DropRate), DropRate, "more than 0 and less than 1");
        Demand.That(RampFraction is > 0 and <= 1, nameof(RampFraction), RampFraction, "more than 0 and at most 1");
        Demand.That(GhostBatches >= 1 && BatchSize % GhostBatches == 0, nameof(GhostBatches), GhostBatches, $"a divisor of {nameof(BatchSize)}, {BatchSize}");
        Demand.That(Candidates >= 1, nameof(Candidates), Candidates, "1 or more");
        Demand.That(StandAlone >= 0, nameof(StandAlone), StandAlone, "0 or more");
    }
}
