using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>The classifier in the middle of a network of cells: [N, C, H, W] to [N, classes].</summary>
internal sealed class AuxiliaryHead : nn.Module<Tensor, Tensor>
{
    private const int Squeezed = 128;
    private const int Features = 768;

    private readonly Conv2d conv1;
    private readonly BatchNorm2d norm1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d? norm2;
    private readonly Linear classifier;

    public AuxiliaryHead(int channels, int classes, bool normsFeatures)
        : base(nameof(AuxiliaryHead))
    {
        conv1 = nn.Conv2d(channels, Squeezed, 1, bias: false);
        norm1 = nn.BatchNorm2d(Squeezed);
        conv2 = nn.Conv2d(Squeezed, Features, 2, bias: false);
        // The network of DARTS's authors for ImageNet has no batch norm here.
        norm2 = normsFeatures ? nn.BatchNorm2d(Features) : null;
        classifier = nn.Linear(Features, classes);
        RegisterComponents();
    }

    public Conv2d First => conv1;

    public override Tensor forward(Tensor input)
    {
        using var active = nn.functional.relu(input);
        using var pooled = To2x2(active);
        using var squeezed = conv1.call(pooled);
        using var normed = norm1.call(squeezed);
        using var squeezedActive = nn.functional.relu(normed);
        using var features = conv2.call(squeezedActive);
        using var featuresNormed = norm2?.call(features) ?? features.alias();
        using var featuresActive = nn.functional.relu(featuresNormed);
        using var flat = featuresActive.flatten(1);
        return classifier.call(flat);
    }

    // The paper's windows of 5 where they give 2x2: 8x8 with stride 3 (CIFAR), 7x7 with stride 2 (ImageNet).
    private static Tensor To2x2(Tensor x) => (x.size(2), x.size(3)) switch
    {
        (8, 8) => nn.functional.avg_pool2d(x, 5, stride: 3),
        (7, 7) => nn.functional.avg_pool2d(x, 5, stride: 2),
        _ => nn.functional.adaptive_avg_pool2d(x, 2),
    };
}
