namespace NasSharp.Zoo.SinglePathMobile;

/// <summary>The size of a network of superkernels. The defaults are those of the authors' code: 20 superkernels in five stages, between two blocks without a choice.</summary>
public sealed record SinglePathMobileOptions
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 1000.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first convolution; at least 1, default 32.</summary>
    public int StemChannels { get; init; } = 32;

    /// <summary>Stride of the first convolution, 1 or 2; default 2. Small images want 1.</summary>
    public int StemStride { get; init; } = 2;

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<SinglePathMobileStage> Stages { get; init; } =
        [new(16, 1, 1, 1), new(24, 4, 2), new(40, 4, 2), new(80, 4, 2), new(96, 4, 1), new(192, 4, 2), new(320, 1, 1, 6)];

    /// <summary>The larger expansion of a block, even; default 6. The smaller one is its half.</summary>
    public int Expansion { get; init; } = 6;

    /// <summary>Channels of the 1x1 convolution before the classifier; at least 1, default 1280.</summary>
    public int HeadChannels { get; init; } = 1280;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Demand(InputChannels >= 1, nameof(InputChannels), InputChannels, "1 or more");
        Demand(Classes >= 1, nameof(Classes), Classes, "1 or more");
        Demand(StemChannels >= 1, nameof(StemChannels), StemChannels, "1 or more");
        Demand(StemStride is 1 or 2, nameof(StemStride), StemStride, "1 and 2");
        Demand(Stages.Count >= 1, nameof(Stages), Stages.Count, "1 or more stages");
        foreach (var stage in Stages)
            Demand(stage is { Channels: >= 1, Blocks: >= 1, Stride: 1 or 2, FixedExpansion: null or >= 1 }, nameof(Stages), stage, "1 or more channels and blocks, stride 1 or 2, a fixed expansion of 1 or more");
        Demand(Stages.Any(s => s.FixedExpansion is null), nameof(Stages), Stages.Count, "stages of which one has superkernels");
        Demand(Expansion >= 2 && Expansion % 2 == 0, nameof(Expansion), Expansion, "even numbers from 2");
        Demand(HeadChannels >= 1, nameof(HeadChannels), HeadChannels, "1 or more");
    }

    private static void Demand(bool holds, string name, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(SinglePathMobileOptions)}.{name} is out of range; allowed are {allowed}.");
    }
}
