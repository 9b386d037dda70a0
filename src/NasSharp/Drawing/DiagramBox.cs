namespace NasSharp.Drawing;

/// <summary>A box: what it says, line by line, what kind of thing it is, and in small letters what it is called in files.</summary>
internal sealed record DiagramBox(IReadOnlyList<string> Lines, BoxKind Kind, string? Small = null);
