namespace NasSharp.Zoo.FBNet;

/// <summary>The size of an FBNet. The defaults are those of the paper's macro-architecture for ImageNet (Wu et al. 2019, table 1).</summary>
public sealed record FBNetSpaceOptions
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 1000.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first convolution; even, default 16.</summary>
    public int StemChannels { get; init; } = 16;

    /// <summary>Stride of the first convolution, 1 or 2; default 2. Small images want 1.</summary>
    public int StemStride { get; init; } = 2;

    /// <summary>The stages in order; default the paper's 22 layers.</summary>
    public IReadOnlyList<FBNetStage> Stages { get; init; } =
        [new(16, 1, 1), new(24, 4, 2), new(32, 4, 2), new(64, 4, 2), new(112, 4, 1), new(184, 4, 2), new(352, 1, 1)];

    /// <summary>Channels of the 1x1 convolution before the classifier; at least 1, default 1504. The released FBNet-B and FBNet-C have 1984.</summary>
    public int HeadChannels { get; init; } = 1504;

    /// <summary>
    /// Whether a block whose expansion is 1 has the first 1x1 convolution too, as the paper draws it; default yes. The released networks leave it out, since it
    /// widens nothing.
    /// </summary>
    public bool ExpandsByOne { get; init; } = true;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Demand(InputChannels >= 1, nameof(InputChannels), InputChannels, "1 or more");
        Demand(Classes >= 1, nameof(Classes), Classes, "1 or more");
        Demand(StemChannels >= 2 && StemChannels % 2 == 0, nameof(StemChannels), StemChannels, "even numbers");
        Demand(StemStride is 1 or 2, nameof(StemStride), StemStride, "1 and 2");
        Demand(Stages.Count >= 1, nameof(Stages), Stages.Count, "1 or more stages");
        foreach (var stage in Stages)
            Demand(stage is { Channels: >= 2, Layers: >= 1, Stride: 1 or 2 } && stage.Channels % 2 == 0, nameof(Stages), stage, "even channels, 1 or more layers, stride 1 or 2");
        Demand(HeadChannels >= 1, nameof(HeadChannels), HeadChannels, "1 or more");
    }

    private static void Demand(bool holds, string name, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(FBNetSpaceOptions)}.{name} is out of range; allowed are {allowed}.");
    }
}
