using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.SinglePathMobile;

/// <summary>
/// A MobileNetV2-like network of superkernels for Single-Path NAS (Stamoulis et al. 2019): a convolution, blocks that each choose kernel 3 or 5, half or whole expansion, and where the
/// shape stays whether to be skipped, or have no choice, a 1x1 convolution, global pooling, a linear classifier; images [N, channels, H, W] to logits [N, classes]. Keys are <c>block_0</c>, <c>block_1</c>, ...
/// </summary>
public sealed class SinglePathMobileNetwork : nn.Module<Tensor, Tensor>
{
    private const int FixedKernel = 3;

    private readonly Sequential stem;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks;
    private readonly Sequential head;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options a size for ImageNet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public SinglePathMobileNetwork(SinglePathMobileOptions? options = null)
        : base(nameof(SinglePathMobileNetwork))
    {
        Options = options ?? new SinglePathMobileOptions();
        Options.Validate();
        stem = nn.Sequential(nn.Conv2d(Options.InputChannels, Options.StemChannels, 3, Options.StemStride, 1, bias: false), nn.BatchNorm2d(Options.StemChannels), nn.ReLU6());
        blocks = nn.ModuleList<nn.Module<Tensor, Tensor>>();
        var (channels, superkernels) = (Options.StemChannels, 0);
        foreach (var stage in Options.Stages)
            for (var i = 0; i < stage.Blocks; i++)
            {
                var stride = i == 0 ? stage.Stride : 1;
                blocks.append(stage.FixedExpansion is { } expansion
                    ? new InvertedResidual(channels, stage.Channels, (long)channels * expansion, FixedKernel, stride, expands: expansion > 1)
                    : new SuperKernelBlock(channels, stage.Channels, stride, Options.Expansion, key: $"block_{superkernels++}"));
                channels = stage.Channels;
            }
        head = nn.Sequential(nn.Conv2d(channels, Options.HeadChannels, 1, bias: false), nn.BatchNorm2d(Options.HeadChannels), nn.ReLU6());
        classifier = nn.Linear(Options.HeadChannels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public SinglePathMobileOptions Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = stem.call(input);
        foreach (var block in blocks)
            x = block.call(x);
        return classifier.call(head.call(x).mean([2, 3])).MoveToOuterDisposeScope();
    }
}
