using NasSharp.Training;

namespace NasSharp.OneShot.Cdarts;

/// <summary>
/// How CDARTS searches (Yu et al. 2022, "Cyclic Differentiable Architecture Search", arXiv 2006.10724). The defaults are those of the CIFAR-10 search with which
/// NNI 1.9 reproduced the paper's accuracies.
/// </summary>
public sealed record CdartsOptions : DifferentiableOptions
{
    /// <summary>
    /// NNI's CIFAR-10 search: 32 epochs, the first 2 for the search network's weights only; batches of 256 (4 GPUs with 64 each); weights with SGD, 0.2 throughout,
    /// momentum 0.9, no weight decay, clipped at 5; architecture with Adam, 3e-4, betas 0.5 and 0.999, no weight decay.
    /// </summary>
    public CdartsOptions()
    {
        Epochs = 32;
        BatchSize = 256;
        LearningRate = 0.2;
        MinLearningRate = 0.2;
        WeightDecay = 0;
        ArchitectureWeightDecay = 0;
        WarmupEpochs = 2;
    }

    /// <summary>Learning rate of the evaluation network's SGD, more than 0; default 0.2 (NNI). Momentum, weight decay and clipping are those of the weights.</summary>
    public double EvaluationLearningRate { get; init; } = 0.2;

    /// <summary>Epochs that the evaluation network trains alone, on the training data, after each derivation; 0 or more, default 1 (NNI; the authors' code: 5).</summary>
    public int EvaluationWarmupEpochs { get; init; } = 1;

    /// <summary>Epochs of joint training in a cycle; the evaluation network is derived anew before each cycle; at least 1, default 1 (NNI; the authors' code: 5).</summary>
    public int JointEpochs { get; init; } = 1;

    /// <summary>
    /// Lambda, more than 0: both classification losses are divided by it, the distillation is multiplied with it; default 1 (the authors' code and NNI's
    /// example; 2 in NNI's trainer).
    /// </summary>
    public double LossWeight { get; init; } = 1;

    /// <summary>Temperature T of the distillation, more than 0; its loss is multiplied with T squared; default 2 (authors' code and NNI).</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>What the distillation compares; default Kullback-Leibler divergence.</summary>
    public DistillationLoss Distillation { get; init; } = DistillationLoss.KullbackLeibler;

    /// <summary>Weight of the sum of absolute alphas of the regularised candidates at the first joint epoch, 0 or more; default 5 (authors' code and NNI).</summary>
    public double RegularizationCoefficient { get; init; } = 5;

    /// <summary>Part of the joint epochs after which that weight has fallen to 0 in a line; more than 0, at most 1; default 0.2 (NNI; the authors' code: 0.5).</summary>
    public double RegularizationRatio { get; init; } = 0.2;

    /// <summary>
    /// Candidates whose alphas are regularised: those whose name contains one of these, in whatever case; default <c>pool</c>, <c>skip</c> and <c>identity</c>,
    /// which in the DARTS space are the authors' three: both poolings and the skip connection. NNI adds dilated convolutions: <c>dil</c>.
    /// </summary>
    public IReadOnlyList<string> RegularizedCandidates { get; init; } = ["pool", "skip", "identity"];

    /// <summary>The regularisation's weight in an epoch: it falls in a line from the first joint epoch on, and is 0 before.</summary>
    /// <param name="epoch">From 0.</param>
    public double RegularizationAt(int epoch) => epoch < WarmupEpochs
        ? 0
        : Math.Max(0, RegularizationCoefficient * (1 - (epoch - WarmupEpochs) / ((Epochs - WarmupEpochs) * RegularizationRatio)));

    /// <summary>Whether a new cycle begins with this epoch: the evaluation network is derived anew.</summary>
    internal bool CycleBeginsAt(int epoch) => epoch >= WarmupEpochs && (epoch - WarmupEpochs) % JointEpochs == 0;

    internal override void Validate()
    {
        base.Validate();
        Demand.That(EvaluationLearningRate > 0, nameof(EvaluationLearningRate), EvaluationLearningRate, "more than 0");
        Demand.That(EvaluationWarmupEpochs >= 0, nameof(EvaluationWarmupEpochs), EvaluationWarmupEpochs, "0 or more");
        Demand.That(JointEpochs >= 1, nameof(JointEpochs), JointEpochs, "1 or more");
        Demand.That(LossWeight > 0, nameof(LossWeight), LossWeight, "more than 0");
        Demand.That(Temperature > 0, nameof(Temperature), Temperature, "more than 0");
        Demand.That(Enum.IsDefined(Distillation), nameof(Distillation), (int)Distillation, string.Join(", ", Enum.GetNames<DistillationLoss>()));
        Demand.That(RegularizationCoefficient >= 0, nameof(RegularizationCoefficient), RegularizationCoefficient, "0 or more");
        Demand.That(RegularizationRatio is > 0 and <= 1, nameof(RegularizationRatio), RegularizationRatio, "more than 0 and at most 1");
        ArgumentNullException.ThrowIfNull(RegularizedCandidates);
        if (RegularizedCandidates.Any(string.IsNullOrEmpty))
            throw new ArgumentException($"{nameof(RegularizedCandidates)} has an empty entry, which would be part of every name; leave it out.");
    }
}
