namespace NasSharp.Torch.Data;

/// <summary>Which task the Stanford Sentiment Treebank poses.</summary>
public enum SentimentClasses
{
    /// <summary>Very negative, negative, neutral, positive, very positive; known as SST-5.</summary>
    Five,

    /// <summary>Negative and positive; what is neutral is left out. Known as SST-2.</summary>
    Two,
}

/// <summary>How sentiment trees become data.</summary>
public sealed record SentimentOptions
{
    /// <summary>The task; default five classes.</summary>
    public SentimentClasses Classes { get; init; } = SentimentClasses.Five;

    /// <summary>Whether each phrase of a training sentence is a sample of its own, as in the paper and in NNI; default yes. No: whole sentences only.</summary>
    public bool TrainingPhrases { get; init; } = true;

    /// <summary>Whether each phrase of a validation sentence is a sample of its own; default yes, as in NNI. Test samples are always whole sentences.</summary>
    public bool ValidationPhrases { get; init; } = true;

    /// <summary>Case, longest text and vocabulary; the columns of tables have no meaning here. Default: 64 tokens as in NNI, every word known.</summary>
    public TextDataOptions Text { get; init; } = new() { MaxTokens = 64, MinFrequency = 1 };
}
