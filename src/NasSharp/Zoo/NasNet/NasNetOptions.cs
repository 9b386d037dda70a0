namespace NasSharp.Zoo.NasNet;

/// <summary>
/// The size of a network of NASNet cells. Stem, reductions and the place of the second head are those of DARTS, whose authors trained NASNet-A and AmoebaNet-A in this form.
/// </summary>
public sealed record NasNetOptions
{
    /// <summary>What the nodes choose among; default the 13 operations of NASNet.</summary>
    public CellOperations Operations { get; init; }

    /// <summary>Which nodes the output of a cell joins; default those that no other takes, as in NASNet and AmoebaNet.</summary>
    public CellOutput Output { get; init; }

    /// <summary>Nodes of each cell beside its two inputs; at least 1, default 5 as in the papers.</summary>
    public int Nodes { get; init; } = 5;

    /// <summary>Channels of each node in the first cells, doubled at each reduction; even, at least 2, default 16.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>Cells one after the other; at least 1, default 8. Those at one third and two thirds reduce.</summary>
    public int Cells { get; init; } = 8;

    /// <summary>Channels of the stem for small images as a multiple of <see cref="Channels"/>; at least 1, default 3.</summary>
    public int StemMultiplier { get; init; } = 3;

    /// <summary>Whether the network begins with three convolutions of stride 2, for images of about 224x224; default no, for about 32x32.</summary>
    public bool LargeImages { get; init; }

    /// <summary>Height and width of the images; at least 4, with <see cref="LargeImages"/> 32; default 32. Only its rough size matters: the network takes any.</summary>
    public int ImageSize { get; init; } = 32;

    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Whether the batch norms of cells scale and shift; default yes. A search does better without.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>Whether there is a second head after two thirds of the cells, which is used in training only; default false.</summary>
    public bool AuxiliaryHead { get; init; }

    /// <summary>AmoebaNet's operations.</summary>
    public static NasNetOptions AmoebaNet { get; } = new() { Operations = CellOperations.AmoebaNet };

    /// <summary>PNAS's operations; the output joins all nodes (Radosavovic et al. 2019, arXiv 1905.13214, table 1).</summary>
    public static NasNetOptions Pnas { get; } = new() { Operations = CellOperations.Pnas, Output = CellOutput.AllNodes };

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        var range = new OptionRange(nameof(NasNetOptions));
        range.Defined(Operations, nameof(Operations));
        range.Defined(Output, nameof(Output));
        range.AtLeast(Nodes, 1, nameof(Nodes));
        range.AtLeast(Channels, 2, nameof(Channels));
        range.Demand(Channels % 2 == 0, nameof(Channels), Channels, "even numbers, because a reduction halves them");
        range.AtLeast(Cells, 1, nameof(Cells));
        range.AtLeast(StemMultiplier, 1, nameof(StemMultiplier));
        range.AtLeast(ImageSize, LargeImages ? 32 : 4, nameof(ImageSize));
        range.AtLeast(InputChannels, 1, nameof(InputChannels));
        range.AtLeast(Classes, 1, nameof(Classes));
    }
}
