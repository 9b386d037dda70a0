using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.FBNet;

/// <summary>
/// The network of FBNet (Wu et al. 2019): a convolution, layers that each choose one of nine blocks, a 1x1 convolution, global pooling, a linear classifier;
/// images [N, channels, H, W] to logits [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one architecture of it. Keys are
/// <c>layer_0</c>, <c>layer_1</c>, ...
/// </summary>
public sealed class FBNetNetwork : nn.Module<Tensor, Tensor>
{
    private readonly FBNetConvolution stem;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> layers;
    private readonly FBNetConvolution last;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options the paper's for ImageNet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public FBNetNetwork(FBNetSpaceOptions? options = null)
        : base(nameof(FBNetNetwork))
    {
        Options = options ?? new FBNetSpaceOptions();
        Options.Validate();
        stem = new FBNetConvolution(Options.InputChannels, Options.StemChannels, 3, Options.StemStride);
        layers = nn.ModuleList<nn.Module<Tensor, Tensor>>();
        var channels = Options.StemChannels;
        foreach (var stage in Options.Stages)
            for (var i = 0; i < stage.Layers; i++)
            {
                layers.append(new LayerChoice(
                    FBNetCandidates.Make(channels, stage.Channels, i == 0 ? stage.Stride : 1, Options.ExpandsByOne), key: $"layer_{layers.Count}"));
                channels = stage.Channels;
            }
        last = new FBNetConvolution(channels, Options.HeadChannels, 1, 1);
        classifier = nn.Linear(Options.HeadChannels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public FBNetSpaceOptions Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = stem.call(input);
        foreach (var layer in layers)
            x = layer.call(x);
        return classifier.call(last.call(x).mean([2, 3])).MoveToOuterDisposeScope();
    }
}
