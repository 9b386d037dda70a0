namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>The size of a ShuffleNetV2 network. The defaults are those of the single path one-shot space for ImageNet (Guo et al. 2020, table 1, and the authors' code).</summary>
public sealed record ShuffleNetSpaceOptions
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 1000.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first convolution; even, default 16.</summary>
    public int StemChannels { get; init; } = 16;

    /// <summary>Stride of the first convolution, 1 or 2; default 2. Small images want 1.</summary>
    public int StemStride { get; init; } = 2;

    /// <summary>The stages in order; default 4, 4, 8 and 4 blocks with 64, 160, 320 and 640 channels: 20 choices.</summary>
    public IReadOnlyList<ShuffleNetStage> Stages { get; init; } = [new(64, 4), new(160, 4), new(320, 8), new(640, 4)];

    /// <summary>Channels of the 1x1 convolution before the classifier; at least 1, default 1024.</summary>
    public int HeadChannels { get; init; } = 1024;

    /// <summary>Part of the features that is dropped before the classifier while training, in [0, 1); default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>
    /// Whether batch norms scale and shift. Default no, as in the authors' supernet, where one path's scale would be another's; retraining wants yes.
    /// </summary>
    public bool Affine { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Demand(InputChannels >= 1, nameof(InputChannels), InputChannels, "1 or more");
        Demand(Classes >= 1, nameof(Classes), Classes, "1 or more");
        Demand(StemChannels >= 2 && StemChannels % 2 == 0, nameof(StemChannels), StemChannels, "even numbers");
        Demand(StemStride is 1 or 2, nameof(StemStride), StemStride, "1 and 2");
        Demand(Stages.Count >= 1, nameof(Stages), Stages.Count, "1 or more stages");
        var channels = StemChannels;
        foreach (var stage in Stages)
        {
            Demand(stage is { Channels: >= 4, Blocks: >= 1, Stride: 1 or 2 } && stage.Channels % 4 == 0, nameof(Stages), stage, "channels that are multiples of 4, 1 or more blocks, stride 1 or 2");
            Demand(stage.Channels > channels, nameof(Stages), stage, $"more channels than the {channels} before the stage: its first block adds channels to its input");
            channels = stage.Channels;
        }
        Demand(HeadChannels >= 1, nameof(HeadChannels), HeadChannels, "1 or more");
        Demand(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "0 up to, but not including, 1");
    }

    private static void Demand(bool holds, string name, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(ShuffleNetSpaceOptions)}.{name} is out of range; allowed are {allowed}.");
    }
}
