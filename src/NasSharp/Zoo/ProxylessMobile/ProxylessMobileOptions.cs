namespace NasSharp.Zoo.ProxylessMobile;

/// <summary>The size of a network of ProxylessNAS's MobileNetV2 space. The defaults are those of the authors' ImageNet search (their script).</summary>
public sealed record ProxylessMobileOptions
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 1000.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first convolution; at least 1, default 32.</summary>
    public int StemChannels { get; init; } = 32;

    /// <summary>Stride of the first convolution, 1 or 2; default 2. Small images want 1.</summary>
    public int StemStride { get; init; } = 2;

    /// <summary>Channels of the first block, which is the same in all networks; at least 1, default 16.</summary>
    public int FirstBlockChannels { get; init; } = 16;

    /// <summary>The stages in order; default the authors' 21 layers.</summary>
    public IReadOnlyList<ProxylessMobileStage> Stages { get; init; } =
        [new(24, 4, 2), new(40, 4, 2), new(80, 4, 2), new(96, 4, 1), new(192, 4, 2), new(320, 1, 1)];

    /// <summary>Kernel sizes of the candidates, odd; default 3, 5 and 7.</summary>
    public IReadOnlyList<int> Kernels { get; init; } = [3, 5, 7];

    /// <summary>Expansions of the candidates, at least 1; default 3 and 6.</summary>
    public IReadOnlyList<int> Expansions { get; init; } = [3, 6];

    /// <summary>Channels of the 1x1 convolution before the classifier; at least 1, default 1280.</summary>
    public int HeadChannels { get; init; } = 1280;

    /// <summary>Part of the features that is dropped before the classifier while training, in [0, 1); default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Demand(InputChannels >= 1, nameof(InputChannels), InputChannels, "1 or more");
        Demand(Classes >= 1, nameof(Classes), Classes, "1 or more");
        Demand(StemChannels >= 1, nameof(StemChannels), StemChannels, "1 or more");
        Demand(StemStride is 1 or 2, nameof(StemStride), StemStride, "1 and 2");
        Demand(FirstBlockChannels >= 1, nameof(FirstBlockChannels), FirstBlockChannels, "1 or more");
        Demand(Stages.Count >= 1, nameof(Stages), Stages.Count, "1 or more stages");
        foreach (var stage in Stages)
            Demand(stage is { Channels: >= 1, Layers: >= 1, Stride: 1 or 2 }, nameof(Stages), stage, "1 or more channels, 1 or more layers, stride 1 or 2");
        Demand(Kernels.Count >= 1 && Kernels.All(k => k >= 1 && k % 2 == 1) && Kernels.Distinct().Count() == Kernels.Count, nameof(Kernels), string.Join(", ", Kernels), "different odd numbers, at least one");
        Demand(Expansions.Count >= 1 && Expansions.All(e => e >= 1) && Expansions.Distinct().Count() == Expansions.Count, nameof(Expansions), string.Join(", ", Expansions), "different numbers of 1 or more, at least one");
        Demand(HeadChannels >= 1, nameof(HeadChannels), HeadChannels, "1 or more");
        Demand(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "0 to less than 1");
    }

    private static void Demand(bool holds, string name, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(ProxylessMobileOptions)}.{name} is out of range; allowed are {allowed}.");
    }
}
