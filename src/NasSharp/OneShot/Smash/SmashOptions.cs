using NasSharp.Hardware;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Smash;

/// <summary>
/// How SMASH searches (Brock, Lim, Ritchie and Weston 2018, arXiv 1708.05344). The defaults are those of the authors' code for CIFAR, as its command lines and
/// its model state them.
/// </summary>
public sealed record SmashOptions
{
    /// <summary>Passes over the training data; at least 1, default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Samples of a batch, each batch with an architecture of its own; default 50.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>First learning rate of Adam (beta 0.5 and 0.999); it falls to 0 along a cosine, step by step; above 0, default 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>
    /// Added to the denominator of Adam; above 0, default 1e-4, which the authors chose for half precision. Gradients of a hypernetwork are often smaller; then a
    /// smaller number makes it learn faster.
    /// </summary>
    public double AdamEpsilon { get; init; } = 1e-4;

    /// <summary>Weight decay of the weights that are learned as usual; the hypernetwork has none. 0 or more, default 1e-4.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest norm of the gradient of both; 0 or more, default 0: not clipped.</summary>
    public double GradientClip { get; init; }

    /// <summary>Random changes of the training images; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>Convolutions of the hypernetwork, densely connected; at least 0, default 8 (the authors have 8, 10 and 4 in three blocks).</summary>
    public int HyperLayers { get; init; } = 8;

    /// <summary>Features that each of them adds; at least 1, default 10.</summary>
    public int HyperGrowth { get; init; } = 10;

    /// <summary>The most parameters of the hypernetwork; at least 1, default 50 million. A larger one is refused before anything is trained.</summary>
    public long MaxHyperParameters { get; init; } = 50_000_000;

    /// <summary>Random architectures that are measured with generated weights after training; at least 1, default 500.</summary>
    public int Candidates { get; init; } = 500;

    /// <summary>Variations of the best of them that are measured then; 0 or more, default 100.</summary>
    public int Perturbations { get; init; } = 100;

    /// <summary>Further variations, each of the best architecture so far; 0 or more, default 100.</summary>
    public int MarkovSteps { get; init; } = 100;

    /// <summary>Probability that a variation draws a decision anew; above 0 and at most 1, default 0.05. At least one decision always changes.</summary>
    public double PerturbProbability { get; init; } = 0.05;

    /// <summary>Batches that give an architecture batch-norm statistics of its own before it is measured; at least 1, default 64.</summary>
    public int RecalibrationBatches { get; init; } = 64;

    /// <summary>Random architectures measured after each epoch, to watch the search; 0 or more, default 1.</summary>
    public int PathsEachEpoch { get; init; } = 1;

    /// <summary>The validation metric that decides; default <c>accuracy</c>.</summary>
    public string Score { get; init; } = Objectives.Accuracy;

    /// <summary>Whether a higher score is better; default yes. For <c>loss</c> it is no.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>
    /// What a network is to cost beside its score: scores have the penalty of the network's cost, and only networks within the limit are measured. Null, the
    /// default: only the score counts.
    /// </summary>
    public HardwareObjective? Hardware { get; init; }

    internal void Validate()
    {
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(AdamEpsilon > 0, nameof(AdamEpsilon), AdamEpsilon, "more than 0");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        Demand.That(HyperLayers >= 0, nameof(HyperLayers), HyperLayers, "0 or more");
        Demand.That(HyperGrowth >= 1, nameof(HyperGrowth), HyperGrowth, "1 or more");
        Demand.That(MaxHyperParameters >= 1, nameof(MaxHyperParameters), MaxHyperParameters, "1 or more");
        Demand.That(Candidates >= 1, nameof(Candidates), Candidates, "1 or more");
        Demand.That(Perturbations >= 0, nameof(Perturbations), Perturbations, "0 or more");
        Demand.That(MarkovSteps >= 0, nameof(MarkovSteps), MarkovSteps, "0 or more");
        Demand.That(PerturbProbability is > 0 and <= 1, nameof(PerturbProbability), PerturbProbability, "more than 0 and at most 1");
        Demand.That(RecalibrationBatches >= 1, nameof(RecalibrationBatches), RecalibrationBatches, "1 or more");
        Demand.That(PathsEachEpoch >= 0, nameof(PathsEachEpoch), PathsEachEpoch, "0 or more");
        ArgumentException.ThrowIfNullOrEmpty(Score);
    }
}
