namespace NasSharp.Zoo.Mnist;

/// <summary>The size of the small network of the first example.</summary>
public sealed record MnistOptions
{
    /// <summary>Channels of the images; at least 1, default 1.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Height and width of the images; at least 4, default 28. Only its rough size matters: the network takes any.</summary>
    public int ImageSize { get; init; } = 28;

    /// <summary>Channels of the first convolution; the second has twice as many; at least 1, default 8.</summary>
    public int Channels { get; init; } = 8;

    /// <summary>Features before the classifier; at least 1, default 64.</summary>
    public int Features { get; init; } = 64;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        var range = new OptionRange(nameof(MnistOptions));
        range.AtLeast(InputChannels, 1, nameof(InputChannels));
        range.AtLeast(ImageSize, 4, nameof(ImageSize), ", because two poolings halve the images");
        range.AtLeast(Channels, 1, nameof(Channels));
        range.AtLeast(Features, 1, nameof(Features));
        range.AtLeast(Classes, 1, nameof(Classes));
    }
}
