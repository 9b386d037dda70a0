namespace NasSharp.Zoo.Enas;

/// <summary>The size of an ENAS network whose layers are searched one by one (Pham et al. 2018, section 2.3).</summary>
public sealed record EnasMacroOptions
{
    /// <summary>Layers; at least 3, default 12 as in the paper. The image is halved after one third and after two thirds of them.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Channels of every layer; at least 2, default 24.</summary>
    public int Channels { get; init; } = 24;

    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Probability that a feature before the classifier is dropped in training; at least 0 and less than 1, default 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        EnasSize.AtLeast(Layers, 3, nameof(Layers), ", because the image is halved after each third of the layers");
        EnasSize.AtLeast(Channels, 2, nameof(Channels), ", because a reduction makes half of them from every other pixel");
        EnasSize.AtLeast(InputChannels, 1, nameof(InputChannels));
        EnasSize.AtLeast(Classes, 1, nameof(Classes));
        EnasSize.Probability(Dropout, nameof(Dropout));
    }
}
