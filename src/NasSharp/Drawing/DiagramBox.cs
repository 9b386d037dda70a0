namespace NasSharp.Drawing;

/// <summary>A box: what it says, line by line, what kind of thing it is, and in small letters what it is called in files.</summary>
internal sealed record DiagramBox(IReadOnlyList<string> Lines, BoxKind Kind, string? Small = null)
{
    /// <summary>Which of several colours a convolution has, where they tell operations apart; null: that of its kind.</summary>
    public int? Shade { get; init; }
}
