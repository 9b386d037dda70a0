using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>The classifier in the middle of an ENAS micro network: [N, C, H, W] of any size to [N, classes].</summary>
internal sealed class EnasAuxiliaryHead : nn.Module<Tensor, Tensor>
{
    private const int Squeezed = 128;
    private const int Features = 768;

    private readonly Conv2d conv1;
    private readonly BatchNorm2d norm1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d norm2;
    private readonly Linear classifier;

    public EnasAuxiliaryHead(int channels, int classes)
        : base(nameof(EnasAuxiliaryHead))
    {
        conv1 = nn.Conv2d(channels, Squeezed, 1, bias: false);
        norm1 = nn.BatchNorm2d(Squeezed);
        conv2 = nn.Conv2d(Squeezed, Features, 2, bias: false);
        norm2 = nn.BatchNorm2d(Features);
        classifier = nn.Linear(Features, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        // Windows of 5 with stride 3 where they give 2x2, as for the 8x8 maps of CIFAR.
        var active = nn.functional.relu(input);
        var pooled = active.size(2) == 8 && active.size(3) == 8 ? nn.functional.avg_pool2d(active, 5, stride: 3) : nn.functional.adaptive_avg_pool2d(active, 2);
        var squeezed = nn.functional.relu(norm1.call(conv1.call(pooled)));
        var features = nn.functional.relu(norm2.call(conv2.call(squeezed)));
        return classifier.call(features.flatten(1)).MoveToOuterDisposeScope();
    }
}
