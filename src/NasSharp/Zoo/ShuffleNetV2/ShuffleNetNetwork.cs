using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>
/// The block space of single path one-shot (Guo et al. 2020): a convolution, blocks that each choose one of <c>shufflenet_3x3</c>, <c>shufflenet_5x5</c>,
/// <c>shufflenet_7x7</c> and <c>xception_3x3</c>, a 1x1 convolution, global pooling, a linear classifier without bias; images [N, channels, H, W] to logits
/// [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one architecture of it. Keys are <c>block_0</c>, <c>block_1</c>, ...
/// </summary>
public sealed class ShuffleNetNetwork : nn.Module<Tensor, Tensor>
{
    private const int ReleasedBlocks = 20;

    private readonly Sequential stem;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks;
    private readonly Sequential head;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options the paper's for ImageNet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public ShuffleNetNetwork(ShuffleNetSpaceOptions? options = null)
        : base(nameof(ShuffleNetNetwork))
    {
        Options = options ?? new ShuffleNetSpaceOptions();
        Options.Validate();
        var affine = Options.Affine;
        stem = nn.Sequential(
            nn.Conv2d(Options.InputChannels, Options.StemChannels, 3, Options.StemStride, 1, bias: false), nn.BatchNorm2d(Options.StemChannels, affine: affine), nn.ReLU());
        blocks = nn.ModuleList<nn.Module<Tensor, Tensor>>();
        foreach (var place in ShuffleNetPlace.All(Options))
            blocks.append(new LayerChoice(
                ShuffleNetBlockKind.All.Select(k => (k.Name, (nn.Module<Tensor, Tensor>)new ShuffleNetBlock(place.InChannels, place.OutChannels, k, place.Stride, affine))),
                key: place.Key));
        head = nn.Sequential(ShuffleNetLayers.Pointwise(Options.Stages[^1].Channels, Options.HeadChannels, affine));
        dropout = nn.Dropout(Options.Dropout);
        classifier = nn.Linear(Options.HeadChannels, Options.Classes, hasBias: false);
        RegisterComponents();
    }

    /// <summary>
    /// What the authors did to images: blue before green before red, values from 0 to 255, nothing subtracted; the middle 224x224 of an image whose shorter side has 256
    /// pixels. Their weights and their results belong to it.
    /// </summary>
    public static ImagePreprocessing PublishedPreprocessing { get; } = ImagePreprocessing.BgrBytes(224, 224, 256);

    /// <summary>The size of the network.</summary>
    public ShuffleNetSpaceOptions Options { get; }

    /// <summary>The architecture that the authors released (323 M multiply-adds, 3.5 M parameters, 74.4 % top-1), for a space of 20 blocks.</summary>
    /// <exception cref="ArchitectureException">The space is another one.</exception>
    public static Architecture ReleasedArchitecture(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.Choices.Count == ReleasedBlocks
            ? Architecture.Parse(space, PublishedFile.Text("spos"), "spos")
            : throw new ArchitectureException($"The architecture has {ReleasedBlocks} blocks, the space {space.Choices.Count} choices; it belongs to the space of {nameof(ShuffleNetNetwork)} with its 20 blocks.");
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = stem.call(input);
        foreach (var block in blocks)
            x = block.call(x);
        return classifier.call(dropout.call(head.call(x).mean([2, 3]))).MoveToOuterDisposeScope();
    }
}
