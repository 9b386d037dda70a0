using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.OneShot.Proxyless;

/// <summary>How ProxylessNAS searches (Cai, Zhu and Han 2019, arXiv 1812.00332). The cost of the network belongs to <see cref="DifferentiableOptions.Hardware"/>.</summary>
public sealed record ProxylessOptions : DifferentiableOptions
{
    /// <summary>
    /// The authors' ImageNet search (their script): 40 epochs of warm-up and 120 epochs of search, batches of 256; weights with SGD, Nesterov momentum 0.9, weight decay
    /// 4e-5, 0.025 falling along a cosine to 0, not clipped; architecture with Adam, 1e-3, betas 0 and 0.999, no decay.
    /// </summary>
    public ProxylessOptions()
    {
        Epochs = 160;
        WarmupEpochs = 40;
        BatchSize = 256;
        MinLearningRate = 0;
        WeightDecay = 4e-5;
        GradientClip = 0;
        ArchitectureLearningRate = 1e-3;
        ArchitectureBeta1 = 0;
        ArchitectureWeightDecay = 0;
    }

    /// <summary>How the architecture learns; default two paths, as in section 3.2 of the paper.</summary>
    public ProxylessGradient Gradient { get; init; } = ProxylessGradient.TwoPaths;

    /// <summary>First learning rate of the weights in the warm-up, more than 0; it falls to 0 along a cosine over the warm-up epochs; default 0.05 (authors' code).</summary>
    public double WarmupLearningRate { get; init; } = 0.05;

    /// <summary>Steps of the weights between two of the architecture, at least 1; default 5 (authors' script).</summary>
    public int ArchitectureEvery { get; init; } = 5;

    /// <summary>Steps of the architecture each time, at least 1; default 1 (authors' script).</summary>
    public int ArchitectureSteps { get; init; } = 1;

    /// <summary>Networks that a REINFORCE step samples, at least 2; default 10 (authors' script).</summary>
    public int SamplesPerStep { get; init; } = 10;

    internal override bool Nesterov => Momentum > 0;

    internal override torch.optim.lr_scheduler.LRScheduler Schedule(SGD weights) => torch.optim.lr_scheduler.LambdaLR(weights, epoch => LearningRateAt(epoch) / LearningRate);

    internal override void Validate()
    {
        base.Validate();
        Demand.That(WarmupLearningRate > 0, nameof(WarmupLearningRate), WarmupLearningRate, "more than 0");
        Demand.That(ArchitectureEvery >= 1, nameof(ArchitectureEvery), ArchitectureEvery, "1 or more");
        Demand.That(ArchitectureSteps >= 1, nameof(ArchitectureSteps), ArchitectureSteps, "1 or more");
        Demand.That(SamplesPerStep >= 2, nameof(SamplesPerStep), SamplesPerStep, "2 or more, since a network is compared with the others of its step");
    }

    /// <summary>One cosine for the warm-up, another for the search.</summary>
    internal double LearningRateAt(int epoch) => epoch < WarmupEpochs
        ? Cosine(WarmupLearningRate, 0, epoch, WarmupEpochs)
        : Cosine(LearningRate, MinLearningRate, epoch - WarmupEpochs, Epochs - WarmupEpochs);

    private static double Cosine(double first, double last, int epoch, int epochs) => last + (first - last) * (1 + Math.Cos(Math.PI * epoch / epochs)) / 2;
}
