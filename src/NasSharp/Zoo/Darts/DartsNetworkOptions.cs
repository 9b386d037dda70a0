namespace NasSharp.Zoo.Darts;

/// <summary>The size of a DARTS network. The defaults are those of the paper's search on CIFAR-10 (Liu et al. 2019, A.1.1).</summary>
public sealed record DartsNetworkOptions
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Height and width of the images; at least 4 (32 with the ImageNet stem), default 32. Only its rough size matters: the network takes any.</summary>
    public int ImageSize { get; init; } = 32;

    /// <summary>Channels of each operation in the first cells, doubled at each reduction; even, at least 2, default 16 (36 in the paper's final network).</summary>
    public int Channels { get; init; } = 16;

    /// <summary>Cells one after the other; at least 1, default 8 (20 in the paper's final network). Those at one third and two thirds reduce.</summary>
    public int Cells { get; init; } = 8;

    /// <summary>Inner nodes of each cell; at least 1, default 4.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Channels of the CIFAR stem as a multiple of <see cref="Channels"/>; at least 1, default 3.</summary>
    public int StemMultiplier { get; init; } = 3;

    /// <summary>
    /// K of PC-DARTS's partial channels: the operations of a search network see one channel in K, the others bypass them; at least 1, a divisor of
    /// <see cref="Channels"/> such that their quotient is even; default 1, that is DARTS itself. PC-DARTS searches with 4. For searches only.
    /// </summary>
    public int PartialChannels { get; init; } = 1;

    /// <summary>How the network begins; default for images of about 32x32.</summary>
    public DartsStem Stem { get; init; }

    /// <summary>Search or final training; decides the batch norms.</summary>
    public DartsPhase Phase { get; init; }

    /// <summary>Whether there is a second head after two thirds of the cells, which is used in training only; default false. The paper weights its loss with 0.4.</summary>
    public bool AuxiliaryHead { get; init; }

    /// <summary>The paper's search network.</summary>
    public static DartsNetworkOptions Search { get; } = new();

    /// <summary>The paper's final network for CIFAR-10: 36 channels, 20 cells, auxiliary head.</summary>
    public static DartsNetworkOptions Retraining { get; } = new() { Channels = 36, Cells = 20, Phase = DartsPhase.Retraining, AuxiliaryHead = true };

    /// <summary>The paper's final network for ImageNet: 48 channels, 14 cells, auxiliary head.</summary>
    public static DartsNetworkOptions ImageNet { get; } = Retraining with { Channels = 48, Cells = 14, Classes = 1000, ImageSize = 224, Stem = DartsStem.ImageNet };

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        AtLeast(InputChannels, 1, nameof(InputChannels));
        AtLeast(ImageSize, Stem == DartsStem.ImageNet ? 32 : 4, nameof(ImageSize));
        AtLeast(Channels, 2, nameof(Channels));
        if (Channels % 2 != 0)
            throw Wrong(nameof(Channels), Channels, "even numbers, because a reduction halves them");
        AtLeast(Cells, 1, nameof(Cells));
        AtLeast(Nodes, 1, nameof(Nodes));
        AtLeast(Classes, 1, nameof(Classes));
        AtLeast(StemMultiplier, 1, nameof(StemMultiplier));
        AtLeast(PartialChannels, 1, nameof(PartialChannels));
        if (PartialChannels > 1 && (Channels % PartialChannels != 0 || Channels / PartialChannels % 2 != 0))
            throw Wrong(nameof(PartialChannels), PartialChannels, $"numbers by which {nameof(Channels)}, {Channels}, can be divided with an even result");
        if (!Enum.IsDefined(Stem))
            throw Wrong(nameof(Stem), Stem, string.Join(", ", Enum.GetNames<DartsStem>()));
        if (!Enum.IsDefined(Phase))
            throw Wrong(nameof(Phase), Phase, string.Join(", ", Enum.GetNames<DartsPhase>()));
        if (PartialChannels > 1 && Phase != DartsPhase.Search)
            throw Wrong(nameof(PartialChannels), PartialChannels, "1 in the final network; partial channels belong to the search");
    }

    private static void AtLeast(int value, int least, string name)
    {
        if (value < least)
            throw Wrong(name, value, $"{least} or more");
    }

    private static ArgumentOutOfRangeException Wrong(string name, object value, string allowed)
        => new(name, value, $"{nameof(DartsNetworkOptions)}.{name} is out of range; allowed are {allowed}.");
}
