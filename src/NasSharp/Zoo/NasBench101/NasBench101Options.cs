namespace NasSharp.Zoo.NasBench101;

/// <summary>The size of a network of NAS-Bench-101. The defaults are those of the benchmark (Ying et al. 2019, section 2.1).</summary>
public sealed record NasBench101Options
{
    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Channels of the first stack, doubled at each pooling; at least one for each vertex between a cell's input and output; default 128.</summary>
    public int Channels { get; init; } = 128;

    /// <summary>Stacks, with a 2x2 max pooling between each two; at least 1, default 3.</summary>
    public int Stacks { get; init; } = 3;

    /// <summary>Cells of a stack; at least 1, default 3.</summary>
    public int CellsPerStack { get; init; } = 3;

    /// <summary>Vertices of a cell, its input and output included; at least 2, default 7.</summary>
    public int Vertices { get; init; } = 7;

    /// <summary>Height and width of the images; at least one pixel in the last stack, default 32. Only its rough size matters: the network takes any.</summary>
    public int ImageSize { get; init; } = 32;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>How far running statistics of batch norms move towards those of a batch; more than 0 up to 1, default 0.003 (the authors' code). Short trainings want more.</summary>
    public double NormMomentum { get; init; } = 0.003;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        var range = new OptionRange(nameof(NasBench101Options));
        range.AtLeast(InputChannels, 1, nameof(InputChannels));
        range.AtLeast(Vertices, 2, nameof(Vertices));
        range.AtLeast(Channels, Math.Max(1, Vertices - 2), nameof(Channels), $", because {nameof(Vertices)} is {Vertices} and the vertices that the output joins share them");
        range.Demand(Stacks is >= 1 and <= 8, nameof(Stacks), Stacks, "1 to 8");
        range.AtLeast(CellsPerStack, 1, nameof(CellsPerStack));
        range.AtLeast(ImageSize, 1 << (Stacks - 1), nameof(ImageSize), $", because {Stacks} stacks halve the images {Stacks - 1} times");
        range.AtLeast(Classes, 1, nameof(Classes));
        range.Demand(NormMomentum is > 0 and <= 1, nameof(NormMomentum), NormMomentum, "more than 0 up to 1");
    }
}
