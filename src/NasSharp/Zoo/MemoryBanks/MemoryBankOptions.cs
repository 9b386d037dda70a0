namespace NasSharp.Zoo.MemoryBanks;

/// <summary>
/// The size of a memory-bank network, after SMASH (Brock et al. 2018, arXiv 1708.05344). The defaults are small, for images of 28 to 32 pixels and a CPU; the
/// paper's networks have some ten times the parameters.
/// </summary>
public sealed record MemoryBankOptions
{
    /// <summary>Blocks, each at half the resolution of the one before; at least 1, default 3 as in the paper.</summary>
    public int Blocks { get; init; } = 3;

    /// <summary>Operations of a block, one after the other; at least 1, default 4.</summary>
    public int Operations { get; init; } = 4;

    /// <summary>Memory banks of a block; at least 1, default 4.</summary>
    public int Banks { get; init; } = 4;

    /// <summary>Channels of a bank; at least 1, default 8, the smallest bank of the authors' code.</summary>
    public int Channels { get; init; } = 8;

    /// <summary>Channels behind the 1x1 convolution at the start of an operation; at least 1, default 16.</summary>
    public int Bottleneck { get; init; } = 16;

    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        AtLeastOne(Blocks, nameof(Blocks));
        AtLeastOne(Operations, nameof(Operations));
        AtLeastOne(Banks, nameof(Banks));
        AtLeastOne(Channels, nameof(Channels));
        AtLeastOne(Bottleneck, nameof(Bottleneck));
        AtLeastOne(InputChannels, nameof(InputChannels));
        AtLeastOne(Classes, nameof(Classes));
    }

    private static void AtLeastOne(int value, string option)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}; allowed are 1 or more.");
    }
}
