using NasSharp.Hardware;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Enas;

/// <summary>
/// How ENAS searches (Pham et al. 2018, arXiv 1802.03268). The defaults are the paper's for CIFAR-10, section 3.2 unless another is named; where it is silent,
/// those of the authors' code.
/// </summary>
public sealed record EnasOptions
{
    /// <summary>Passes over the training data, each followed by training of the controller; at least 1, default 310.</summary>
    public int Epochs { get; init; } = 310;

    /// <summary>Samples of a batch, for the supernet and for rewards; default 128 (authors' code).</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>What moves the supernet's weights; default SGD with Nesterov momentum.</summary>
    public WeightOptimizer Optimizer { get; init; } = WeightOptimizer.Sgd;

    /// <summary>Added to the denominator of Adam, when that moves the weights; above 0, default 1e-8.</summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Learning rate of the supernet's weights at the start of each cosine; default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Where each cosine ends; default 0.001.</summary>
    public double MinLearningRate { get; init; } = 0.001;

    /// <summary>Epochs of the first cosine; at least 1, default 10.</summary>
    public int RestartEpochs { get; init; } = 10;

    /// <summary>Each cosine is this many times as long as the one before; at least 1, default 2.</summary>
    public int RestartFactor { get; init; } = 2;

    /// <summary>Momentum of the supernet's SGD; more than 0 and less than 1, default 0.9 (authors' code).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay of the supernet; it acts on the weights of the drawn path only; default 1e-4.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest norm of the supernet's gradient; default 5 (authors' code); 0: not clipped.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Random changes of the training images, drawn anew in every epoch; default crop with 4 pixels of padding and flip. It does nothing to data that are no images.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.Cifar;

    /// <summary>The controller's size and distribution.</summary>
    public EnasControllerOptions Controller { get; init; } = new();

    /// <summary>Steps of the controller after each epoch; at least 1, default 2000 (section 2.2).</summary>
    public int ControllerSteps { get; init; } = 2000;

    /// <summary>Architectures, each with a validation batch of its own, whose gradients make one step of the controller; at least 1, default 1.</summary>
    public int ArchitecturesPerStep { get; init; } = 1;

    /// <summary>Learning rate of the controller's Adam; default 3.5e-4.</summary>
    public double ControllerLearningRate { get; init; } = 3.5e-4;

    /// <summary>Largest norm of the controller's gradient; default 5 (NNI; the paper does not clip); 0: not clipped.</summary>
    public double ControllerGradientClip { get; init; } = 5;

    /// <summary>Weight of the controller's entropy beside the reward; 0 or more, default 0.1.</summary>
    public double EntropyWeight { get; init; } = 0.1;

    /// <summary>Weight of the optional inputs' divergence from <see cref="EnasControllerOptions.SkipTarget"/>; 0 or more, default 0.8.</summary>
    public double SkipWeight { get; init; } = 0.8;

    /// <summary>How much of the moving average of rewards stays at each new one; at least 0 and less than 1, default 0.99 (authors' code; the paper only says moving average).</summary>
    public double BaselineDecay { get; init; } = 0.99;

    /// <summary>Architectures drawn at the end, all different, and measured; the best is the result. At least 1, default 100; fewer when the controller proposes fewer. The paper says several.</summary>
    public int Candidates { get; init; } = 100;

    /// <summary>Batches that give an architecture batch-norm statistics of its own before it is measured at the end; at least 1, default 64.</summary>
    public int RecalibrationBatches { get; init; } = 64;

    /// <summary>
    /// The values with which NNI's example searches the TextNAS space: Adam from 0.005 to 1e-5 along one cosine, 10 epochs of about 3000 steps, 500 steps of the
    /// controller after each, no bounds on its logits, 20 architectures at the end.
    /// </summary>
    public static EnasOptions TextNas { get; } = new()
    {
        Epochs = 10,
        RestartEpochs = 10,
        Optimizer = WeightOptimizer.Adam,
        AdamEpsilon = 1e-3,
        LearningRate = 5e-3,
        MinLearningRate = 1e-5,
        WeightDecay = 2e-6,
        Augmentation = ImageAugmentation.None,
        Controller = new EnasControllerOptions { Temperature = 1, TanhConstant = 0 },
        ControllerSteps = 500,
        ControllerLearningRate = 2e-3,
        EntropyWeight = 1e-4,
        Candidates = 20,
    };

    /// <summary>
    /// What a network is to cost beside its reward: the controller's rewards, and the scores at the end, have the penalty of the drawn network's cost, and what is exported keeps the limit.
    /// Null, the default: only the reward counts.
    /// </summary>
    public HardwareObjective? Hardware { get; init; }

    internal void Validate()
    {
        Demand.That(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Demand.That(AdamEpsilon > 0, nameof(AdamEpsilon), AdamEpsilon, "more than 0");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(MinLearningRate >= 0 && MinLearningRate <= LearningRate, nameof(MinLearningRate), MinLearningRate, $"0 to {nameof(LearningRate)}");
        Demand.That(RestartEpochs >= 1, nameof(RestartEpochs), RestartEpochs, "1 or more");
        Demand.That(RestartFactor >= 1, nameof(RestartFactor), RestartFactor, "1 or more");
        Demand.That(Momentum is > 0 and < 1, nameof(Momentum), Momentum, "more than 0 and less than 1, as Nesterov's method needs one");
        Demand.That(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or more");
        Demand.That(GradientClip >= 0, nameof(GradientClip), GradientClip, "0 or more");
        ArgumentNullException.ThrowIfNull(Controller);
        Controller.Validate();
        Demand.That(ControllerSteps >= 1, nameof(ControllerSteps), ControllerSteps, "1 or more");
        Demand.That(ArchitecturesPerStep >= 1, nameof(ArchitecturesPerStep), ArchitecturesPerStep, "1 or more");
        Demand.That(ControllerLearningRate > 0, nameof(ControllerLearningRate), ControllerLearningRate, "more than 0");
        Demand.That(ControllerGradientClip >= 0, nameof(ControllerGradientClip), ControllerGradientClip, "0 or more");
        Demand.That(EntropyWeight >= 0, nameof(EntropyWeight), EntropyWeight, "0 or more");
        Demand.That(SkipWeight >= 0, nameof(SkipWeight), SkipWeight, "0 or more");
        Demand.That(BaselineDecay is >= 0 and < 1, nameof(BaselineDecay), BaselineDecay, "at least 0 and less than 1");
        Demand.That(Candidates >= 1, nameof(Candidates), Candidates, "1 or more");
        Demand.That(RecalibrationBatches >= 1, nameof(RecalibrationBatches), RecalibrationBatches, "1 or more");
    }
}
