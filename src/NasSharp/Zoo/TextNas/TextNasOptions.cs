namespace NasSharp.Zoo.TextNas;

/// <summary>How a text's positions become one vector in front of the classifier.</summary>
public enum TextPooling
{
    /// <summary>The mean over the tokens.</summary>
    Average,

    /// <summary>The largest value of each feature over the tokens.</summary>
    Max,
}

/// <summary>
/// The size of a TextNAS network (Wang et al. 2020, "TextNAS: A Neural Architecture Search Space Tailored for Text Representation", arXiv 1912.10729). The
/// defaults are those of NNI's example, which its authors contributed.
/// </summary>
public sealed record TextNasOptions
{
    /// <summary>Tokens of the vocabulary, padding and unknown included; at least 2. It has no default.</summary>
    public required int Tokens { get; init; }

    /// <summary>Classes; at least 1, default 5, the sentiments of SST-5.</summary>
    public int Classes { get; init; } = 5;

    /// <summary>Searched layers; at least 1, default 24.</summary>
    public int Layers { get; init; } = 24;

    /// <summary>Features of every layer; a multiple of <see cref="Heads"/>, default 256.</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>Numbers of a token's vector; at least 1, default 300, those of GloVe.</summary>
    public int EmbeddingSize { get; init; } = 300;

    /// <summary>Heads of an attention; at least 1, default 4.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>How many of the layers before it a layer may take its input from; at least 1, default 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Probability that a number of a token's vector is dropped in training; at least 0 and less than 1, default 0.5.</summary>
    public double EmbeddingDropout { get; init; } = 0.5;

    /// <summary>Probability that an output of a convolution is dropped in training; at least 0 and less than 1, default 0.5.</summary>
    public double ConvolutionDropout { get; init; } = 0.5;

    /// <summary>Probability that an output of a recurrent layer is dropped in training; at least 0 and less than 1, default 0.5.</summary>
    public double RecurrentDropout { get; init; } = 0.5;

    /// <summary>Probability that an attention weight is dropped in training; at least 0 and less than 1, default 0.5.</summary>
    public double AttentionDropout { get; init; } = 0.5;

    /// <summary>Probability that a feature in front of the classifier is dropped in training; at least 0 and less than 1, default 0.</summary>
    public double OutputDropout { get; init; }

    /// <summary>What makes one vector of a text; default the mean.</summary>
    public TextPooling Pooling { get; init; } = TextPooling.Average;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        AtLeast(Tokens, 2, nameof(Tokens));
        AtLeast(Classes, 1, nameof(Classes));
        AtLeast(Layers, 1, nameof(Layers));
        AtLeast(Hidden, 1, nameof(Hidden));
        AtLeast(EmbeddingSize, 1, nameof(EmbeddingSize));
        AtLeast(Heads, 1, nameof(Heads));
        AtLeast(Window, 1, nameof(Window));
        if (Hidden % Heads != 0)
            throw new ArgumentOutOfRangeException(nameof(Hidden), Hidden, $"{nameof(Hidden)} is {Hidden}; allowed are multiples of {nameof(Heads)} = {Heads}, as each head has an equal part.");
        Probability(EmbeddingDropout, nameof(EmbeddingDropout));
        Probability(ConvolutionDropout, nameof(ConvolutionDropout));
        Probability(RecurrentDropout, nameof(RecurrentDropout));
        Probability(AttentionDropout, nameof(AttentionDropout));
        Probability(OutputDropout, nameof(OutputDropout));
        if (!Enum.IsDefined(Pooling))
            throw new ArgumentOutOfRangeException(nameof(Pooling), Pooling, $"{nameof(Pooling)} is {(int)Pooling}; allowed are {nameof(TextPooling.Average)} and {nameof(TextPooling.Max)}.");
    }

    private static void AtLeast(int value, int least, string option)
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}; allowed are {least} or more.");
    }

    private static void Probability(double value, string option)
    {
        if (value is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(option, value, FormattableString.Invariant($"{option} is {value}; allowed are 0 or more and less than 1."));
    }
}
