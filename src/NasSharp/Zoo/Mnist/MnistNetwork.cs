using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Mnist;

/// <summary>
/// The small space of the first example: two convolutions of which each is 3x3 or 5x5, and a skip around a third one that may be there or not; images
/// [N, channels, H, W] to logits [N, classes]. Its keys are <c>conv1</c>, <c>conv2</c> and <c>skip</c>: eight architectures.
/// </summary>
public sealed class MnistNetwork : nn.Module<Tensor, Tensor>
{
    private const int Pooled = 4;

    private readonly nn.Module<Tensor, Tensor> conv1;
    private readonly nn.Module<Tensor, Tensor> conv2;
    private readonly Conv2d conv3;
    private readonly InputChoice skip;
    private readonly BatchNorm2d norm;
    private readonly Linear features;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options that for MNIST.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public MnistNetwork(MnistOptions? options = null)
        : base(nameof(MnistNetwork))
    {
        Options = options ?? new MnistOptions();
        Options.Validate();
        var channels = 2 * Options.Channels;
        conv1 = Kernels(Options.InputChannels, Options.Channels);
        conv2 = Kernels(Options.Channels, channels);
        conv3 = nn.Conv2d(channels, channels, 1);
        skip = new InputChoice(1);
        norm = nn.BatchNorm2d(channels);
        features = nn.Linear(channels * Pooled * Pooled, Options.Features);
        classifier = nn.Linear(Options.Features, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public MnistOptions Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = nn.functional.max_pool2d(nn.functional.relu(conv1.call(input)), 2);
        var before = nn.functional.relu(conv2.call(x));
        x = nn.functional.relu(conv3.call(before));
        if (skip.call([before]) is { } skipped)
            x = x + skipped;
        x = nn.functional.max_pool2d(norm.call(x), 2);
        x = nn.functional.adaptive_avg_pool2d(x, Pooled).flatten(1);
        return classifier.call(nn.functional.relu(features.call(x))).MoveToOuterDisposeScope();
    }

    private static LayerChoice Kernels(int inChannels, int outChannels) =>
        new([("conv3x3", nn.Conv2d(inChannels, outChannels, 3, padding: 1)), ("conv5x5", nn.Conv2d(inChannels, outChannels, 5, padding: 2))]);
}
