using NasSharp.Torch.Data;

namespace NasSharp.Retraining;

/// <summary>
/// How the authors of a search method train what it finds: the options of a <see cref="Retrainer"/> and the two numbers that belong to the objective.
/// </summary>
/// <param name="Name">A short name, such as <c>darts</c>.</param>
/// <param name="Source">Where the values come from.</param>
/// <param name="Options">How the weights are trained.</param>
/// <param name="LabelSmoothing">Part of the target that is spread over all classes, in [0, 1).</param>
/// <param name="AuxiliaryWeight">Weight of a second head's loss, where the network has one; 0: no second head.</param>
public sealed record RetrainRecipe(string Name, string Source, RetrainOptions Options, double LabelSmoothing, double AuxiliaryWeight)
{
    /// <summary>DARTS on CIFAR-10: 600 epochs, cutout of 16, paths dropped with up to 0.2, auxiliary head with 0.4.</summary>
    public static RetrainRecipe Darts { get; } = new("darts", "Liu et al. 2019, appendix A.1", new RetrainOptions(), LabelSmoothing: 0, AuxiliaryWeight: 0.4);

    /// <summary>CDARTS on CIFAR-10: as DARTS, with batches of 128, a learning rate of 0.1 and paths dropped with up to 0.3.</summary>
    public static RetrainRecipe Cdarts { get; } = new(
        "cdarts", "the authors' script, as NNI ships it", new RetrainOptions { BatchSize = 128, LearningRate = 0.1, DropPathProbability = 0.3 }, LabelSmoothing: 0, AuxiliaryWeight: 0.4);

    /// <summary>Single Path One-Shot on ImageNet: 240 epochs of batches of 1024, 0.5 in a line to 0, labels smoothed by 0.1.</summary>
    public static RetrainRecipe Spos { get; } = new(
        "spos", "Guo et al. 2020, as NNI ships it", ImageNet with { Epochs = 240, BatchSize = 1024, LearningRate = 0.5, Decay = LearningRateDecay.Linear }, LabelSmoothing: 0.1, AuxiliaryWeight: 0);

    /// <summary>ProxylessNAS on ImageNet: 300 epochs, 0.05 along a cosine, labels smoothed by 0.1.</summary>
    public static RetrainRecipe Proxyless { get; } = new(
        "proxyless", "Cai et al. 2019: epochs, rate and smoothing as NNI ships them, batch of the authors' code", ImageNet with { Epochs = 300, BatchSize = 256, LearningRate = 0.05 }, LabelSmoothing: 0.1, AuxiliaryWeight: 0);

    /// <summary>All recipes, <see cref="Darts"/> first.</summary>
    public static IReadOnlyList<RetrainRecipe> All { get; } = [Darts, Cdarts, Spos, Proxyless];

    // What training on ImageNet has in common: weak decay, no clipping, no cutout, no dropped paths.
    private static RetrainOptions ImageNet => new()
    {
        WeightDecay = 4e-5,
        GradientClip = 0,
        DropPathProbability = 0,
        CutoutLength = 0,
        Augmentation = ImageAugmentation.ImageNet,
    };
}
