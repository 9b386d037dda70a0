using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.ProxylessMobile;

/// <summary>
/// The MobileNetV2 space of ProxylessNAS (Cai, Zhu and Han 2019): a convolution, a fixed first block, layers that each choose kernel and expansion of an inverted residual or are
/// skipped where the shape stays, a 1x1 convolution, global pooling, a linear classifier; images [N, channels, H, W] to logits [N, classes]. Built as a supernet;
/// <c>FixedArchitecture.Apply</c> makes the network of one architecture of it. Keys are NNI's: <c>s1_c0</c> is the first layer of the first stage.
/// </summary>
public sealed class ProxylessMobileNetwork : nn.Module<Tensor, Tensor>
{
    private readonly MobileConvolution stem;
    private readonly MobileBlock first;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> layers;
    private readonly MobileConvolution last;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options the authors' for ImageNet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public ProxylessMobileNetwork(ProxylessMobileOptions? options = null)
        : base(nameof(ProxylessMobileNetwork))
    {
        Options = options ?? new ProxylessMobileOptions();
        Options.Validate();
        stem = new MobileConvolution(Options.InputChannels, Options.StemChannels, 3, Options.StemStride);
        first = new MobileBlock(Options.StemChannels, Options.FirstBlockChannels, 3, 1, 1);
        layers = nn.ModuleList<nn.Module<Tensor, Tensor>>();
        var channels = Options.FirstBlockChannels;
        foreach (var (number, stage) in Options.Stages.Index())
            for (var i = 0; i < stage.Layers; i++)
            {
                layers.append(new LayerChoice(Candidates(channels, stage.Channels, i == 0 ? stage.Stride : 1), key: $"s{number + 1}_c{i}"));
                channels = stage.Channels;
            }
        last = new MobileConvolution(channels, Options.HeadChannels, 1);
        dropout = nn.Dropout(Options.Dropout);
        classifier = nn.Linear(Options.HeadChannels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public ProxylessMobileOptions Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = first.call(stem.call(input));
        foreach (var layer in layers)
            x = layer.call(x);
        return classifier.call(dropout.call(last.call(x).mean([2, 3]))).MoveToOuterDisposeScope();
    }

    // A skipped layer hands its input on, which is only possible where a block would add it.
    private IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Candidates(int inChannels, int outChannels, int stride)
    {
        foreach (var kernel in Options.Kernels)
            foreach (var expansion in Options.Expansions)
                yield return ($"k{kernel}_e{expansion}", new MobileBlock(inChannels, outChannels, kernel, expansion, stride));
        if (stride == 1 && inChannels == outChannels)
            yield return ("skip", nn.Identity());
    }
}
