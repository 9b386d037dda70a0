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

    /// <summary>P-DARTS on CIFAR-10: as DARTS, with batches of 128 and paths dropped with up to 0.3.</summary>
    public static RetrainRecipe PDarts { get; } = Darts with
    {
        Name = "p-darts", Source = "the authors' code, train_cifar.py (Chen et al. 2019)", Options = Darts.Options with { BatchSize = 128, DropPathProbability = 0.3 },
    };

    /// <summary>PC-DARTS on CIFAR-10: as DARTS, with paths dropped with up to 0.3.</summary>
    public static RetrainRecipe PcDarts { get; } = Darts with
    {
        Name = "pc-darts", Source = "the authors' code, train.py (Xu et al. 2020)", Options = Darts.Options with { DropPathProbability = 0.3 },
    };

    /// <summary>GDAS on CIFAR-10: the values of DARTS.</summary>
    public static RetrainRecipe Gdas { get; } = Darts with { Name = "gdas", Source = "the authors' code, nas-cifar-cos-cut.config (Dong and Yang 2019)" };

    /// <summary>CDARTS on CIFAR-10: as DARTS, with batches of 128 and paths dropped with up to 0.3.</summary>
    public static RetrainRecipe Cdarts { get; } = Darts with
    {
        Name = "cdarts", Source = "the authors' script for one device, weight decay of networks below 3.5 M parameters (Yu et al. 2022)", Options = PDarts.Options,
    };

    /// <summary>
    /// The micro network of ENAS on CIFAR-10: 630 epochs of batches of 144, the rate from 0.05 to 1e-4 along six cosines of 10, 20, ... epochs, Nesterov momentum, cutout of 16, paths dropped with up to 0.4,
    /// auxiliary head with 0.4. The weight decay is twice the authors' factor of the squared weights, whose derivative it is.
    /// </summary>
    public static RetrainRecipe Enas { get; } = new("enas", "the authors' code, cifar10_micro_final.sh (Pham et al. 2018)", Restarting with
    {
        Epochs = 630,
        BatchSize = 144,
        MinLearningRate = 1e-4,
        DropPathProbability = 0.4,
        CutoutLength = 16,
    }, LabelSmoothing: 0, AuxiliaryWeight: 0.4);

    /// <summary>The macro network of ENAS on CIFAR-10: 310 epochs of batches of 100, the rate from 0.05 to 0.001 along five cosines, Nesterov momentum.</summary>
    public static RetrainRecipe EnasMacro { get; } = new("enas-macro", "the authors' code, cifar10_macro_final.sh (Pham et al. 2018)", Restarting with
    {
        Epochs = 310,
        BatchSize = 100,
        MinLearningRate = 1e-3,
        DropPathProbability = 0,
        CutoutLength = 0,
    }, LabelSmoothing: 0, AuxiliaryWeight: 0.4);

    /// <summary>Single Path One-Shot on ImageNet: 240 epochs of batches of 1024, 0.5 in a line to 0, labels smoothed by 0.1.</summary>
    public static RetrainRecipe Spos { get; } = new(
        "spos", "the authors' code, train.py: 300,000 steps (Guo et al. 2020)", ImageNet with { Epochs = 240, BatchSize = 1024, LearningRate = 0.5, Decay = LearningRateDecay.Linear }, LabelSmoothing: 0.1, AuxiliaryWeight: 0);

    /// <summary>ProxylessNAS on ImageNet: 300 epochs of batches of 512, 0.1 along a cosine, labels smoothed by 0.1. The authors' five epochs of warm-up are not among it.</summary>
    public static RetrainRecipe Proxyless { get; } = new(
        "proxyless", "the authors' code, training/main.py on 8 devices (Cai et al. 2019)", ImageNet with { Epochs = 300, BatchSize = 512, LearningRate = 0.1, WeightDecay = 5e-5 }, LabelSmoothing: 0.1, AuxiliaryWeight: 0);

    /// <summary>FBNet on ImageNet: 360 epochs of batches of 256, 0.1. The authors published no script: the numbers are those of timm's model index for FBNet-C, which does not say how the rate falls; here along a cosine.</summary>
    public static RetrainRecipe FBNet { get; } = new(
        "fbnet", "timm's model index for FBNet-C", ImageNet with { Epochs = 360, BatchSize = 256, LearningRate = 0.1, WeightDecay = 5e-4 }, LabelSmoothing: 0, AuxiliaryWeight: 0);

    /// <summary>TextNAS on SST: Adam, 10 epochs of batches of 128, 0.002 to 5e-6 along a cosine; the network's own dropouts are 0.2.</summary>
    public static RetrainRecipe TextNas { get; } = new("textnas", "the authors' script, run_retrain.sh in NNI (Wang et al. 2020)", RetrainOptions.TextNas, LabelSmoothing: 0, AuxiliaryWeight: 0);

    /// <summary>All recipes, <see cref="Darts"/> first.</summary>
    public static IReadOnlyList<RetrainRecipe> All { get; } = [Darts, PDarts, PcDarts, Gdas, Cdarts, Enas, EnasMacro, Spos, Proxyless, FBNet, TextNas];

    // What ENAS's two networks have in common.
    private static RetrainOptions Restarting => new() { LearningRate = 0.05, RestartEpochs = 10, Nesterov = true, WeightDecay = 4e-4 };

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
