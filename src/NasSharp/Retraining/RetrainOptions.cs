using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Retraining;

/// <summary>
/// How a fixed architecture is trained from scratch. The defaults are those of the DARTS paper's CIFAR-10 evaluation (Liu, Simonyan and Yang 2019,
/// appendix A.1). Label smoothing and the weight of an auxiliary head (0.4 in the paper) belong to the objective; a <see cref="RetrainRecipe"/> has both.
/// </summary>
public sealed record RetrainOptions
{
    /// <summary>Passes over the training data; default 600.</summary>
    public int Epochs { get; init; } = 600;

    /// <summary>Samples of a batch; default 96.</summary>
    public int BatchSize { get; init; } = 96;

    /// <summary>What moves the weights; default SGD with momentum.</summary>
    public WeightOptimizer Optimizer { get; init; } = WeightOptimizer.Sgd;

    /// <summary>First learning rate; it falls to <see cref="MinLearningRate"/> epoch by epoch; default 0.025.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>How it falls; default along a cosine.</summary>
    public LearningRateDecay Decay { get; init; }

    /// <summary>Last learning rate; default 0.</summary>
    public double MinLearningRate { get; init; }

    /// <summary>Epochs of the first cosine when the rate starts anew again and again; default 0: it falls once. For <see cref="LearningRateDecay.Cosine"/> only.</summary>
    public int RestartEpochs { get; init; }

    /// <summary>With restarts, each cosine is this many times as long as the one before; at least 1, default 2.</summary>
    public int RestartFactor { get; init; } = 2;

    /// <summary>Momentum of SGD; default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether the momentum is Nesterov's; default no.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Weight decay; default 3e-4.</summary>
    public double WeightDecay { get; init; } = 3e-4;

    /// <summary>Largest norm of the gradient; default 5; 0: gradients are not clipped.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Probability of dropping a path in the last epoch; it rises from 0 in a line, epoch by epoch; default 0.2. It acts on modules that are <see cref="IDropPath"/>.</summary>
    public double DropPathProbability { get; init; } = 0.2;

    /// <summary>Side of the square that is cut out of each training image; default 16; 0: none. It does nothing to data that are no images.</summary>
    public int CutoutLength { get; init; } = 16;

    /// <summary>Further random changes of the images; default crop with 4 pixels of padding and flip.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>The values with which NNI's example retrains a TextNAS network: Adam from 0.002 to 5e-6 along a cosine of 10 epochs.</summary>
    public static RetrainOptions TextNas { get; } = new()
    {
        Epochs = 10,
        BatchSize = 128,
        Optimizer = WeightOptimizer.Adam,
        LearningRate = 2e-3,
        MinLearningRate = 5e-6,
        WeightDecay = 1e-6,
        DropPathProbability = 0,
        CutoutLength = 0,
        Augmentation = ImageAugmentation.None,
    };

    internal void Validate()
    {
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(MinLearningRate >= 0 && MinLearningRate <= LearningRate, nameof(MinLearningRate), MinLearningRate, $"0 to {nameof(LearningRate)}");
        Demand.That(RestartEpochs >= 0, nameof(RestartEpochs), RestartEpochs, "0 or more");
        Demand.That(RestartFactor >= 1, nameof(RestartFactor), RestartFactor, "1 or more");
        Demand.That(RestartEpochs == 0 || Decay == LearningRateDecay.Cosine, nameof(RestartEpochs), RestartEpochs, $"0, since {nameof(Decay)} is {Decay}");
        Demand.That(!Nesterov || Momentum > 0, nameof(Momentum), Momentum, "more than 0, as Nesterov's method needs one");
        Demand.That(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and less than 1");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        Demand.That(DropPathProbability is >= 0 and < 1, nameof(DropPathProbability), DropPathProbability, "at least 0 and less than 1");
        Demand.That(CutoutLength >= 0, nameof(CutoutLength), CutoutLength, "0 or more");
    }
}
