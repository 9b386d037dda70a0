namespace NasSharp.Zoo.Enas;

/// <summary>The size of an ENAS network made of two searched cells, a normal and a reducing one (Pham et al. 2018, section 2.4).</summary>
public sealed record EnasMicroOptions
{
    /// <summary>Normal cells; at least 1, default 6. Two reducing cells are added, after each third of them.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Nodes of each cell beside its two inputs; at least 1, default 5, so that a cell has 7 nodes as in the paper.</summary>
    public int Nodes { get; init; } = 5;

    /// <summary>Channels of the first cells, doubled at each reduction; at least 2, default 20.</summary>
    public int Channels { get; init; } = 20;

    /// <summary>Channels of the images; at least 1, default 3.</summary>
    public int InputChannels { get; init; } = 3;

    /// <summary>Classes; at least 1, default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Channels of the first convolution as a multiple of <see cref="Channels"/>; at least 1, default 3.</summary>
    public int StemMultiplier { get; init; } = 3;

    /// <summary>Probability that a feature before the classifier is dropped in training; at least 0 and less than 1, default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Whether there is a second head behind the second reducing cell, used in training only; default false.</summary>
    public bool AuxiliaryHead { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        EnasSize.AtLeast(Layers, 1, nameof(Layers));
        EnasSize.AtLeast(Nodes, 1, nameof(Nodes));
        EnasSize.AtLeast(Channels, 2, nameof(Channels), ", because a reduction makes half of them from every other pixel");
        EnasSize.AtLeast(InputChannels, 1, nameof(InputChannels));
        EnasSize.AtLeast(Classes, 1, nameof(Classes));
        EnasSize.AtLeast(StemMultiplier, 1, nameof(StemMultiplier));
        EnasSize.Probability(Dropout, nameof(Dropout));
    }
}
