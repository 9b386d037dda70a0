namespace NasSharp.Zoo.NasBench201;

/// <summary>The size of a network of NAS-Bench-201. The defaults are those of the benchmark (Dong and Yang 2020, section 2.2).</summary>
public sealed record NasBench201Options
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Channels of the first stage, doubled at each reduction; at least 1, default 16.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>Stages, with a residual block of stride 2 between each two; at least 1, default 3.</summary>
    public int Stages { get; init; } = 3;

    /// <summary>Cells of a stage; at least 1, default 5.</summary>
    public int CellsPerStage { get; init; } = 5;

    /// <summary>Nodes of a cell, its input included; at least 2, default 4. The benchmark knows cells of 4 nodes only.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>Height and width of the images; at least one pixel in the last stage, default 32. Only its rough size matters: the network takes any.</summary>
    public int ImageSize { get; init; } = 32;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Whether the batch norms of cells scale and shift; default yes, as in the benchmark's networks. A search does better without.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        var range = new OptionRange(nameof(NasBench201Options));
        range.AtLeast(InputChannels, 1, nameof(InputChannels));
        range.AtLeast(Channels, 1, nameof(Channels));
        range.Demand(Stages is >= 1 and <= 8, nameof(Stages), Stages, "1 to 8");
        range.AtLeast(CellsPerStage, 1, nameof(CellsPerStage));
        range.AtLeast(Nodes, 2, nameof(Nodes));
        range.AtLeast(ImageSize, 1 << (Stages - 1), nameof(ImageSize), $", because {Stages} stages halve the images {Stages - 1} times");
        range.AtLeast(Classes, 1, nameof(Classes));
    }
}
