using NasSharp.Torch.Data.Text;

namespace NasSharp.Torch.Data;

/// <summary>How a table of texts becomes data.</summary>
public sealed record TextDataOptions
{
    /// <summary>The column with the text: its name, or without a header its number from 0; default <c>text</c>.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>The column with the class: its name, or without a header its number from 0; default <c>label</c>.</summary>
    public string LabelColumn { get; init; } = "label";

    /// <summary>Whether the first row names the columns; default yes.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Between fields: a comma (default), semicolon or tab.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>What makes tokens of a text.</summary>
    public Tokenizer Tokenizer { get; init; } = new();

    /// <summary>Longer texts are cut to this many tokens; at least 1, default 256.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>Tokens that are rarer in the training texts are unknown; at least 1, default 2.</summary>
    public int MinFrequency { get; init; } = 2;

    /// <summary>The most tokens of the vocabulary; at least 3, default 50,000.</summary>
    public int MaxVocabulary { get; init; } = 50_000;

    /// <summary>A vocabulary to use, such as that of trained weights; null, the default: built from the training texts.</summary>
    public Vocabulary? Vocabulary { get; init; }

    /// <summary>Without a file of test texts: the part set aside as test split, in (0, 1); default 0.2.</summary>
    public double TestFraction { get; init; } = 0.2;
}
