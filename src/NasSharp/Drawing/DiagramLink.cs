namespace NasSharp.Drawing;

/// <summary>
/// The box <paramref name="To"/> takes the output of the box <paramref name="From"/>, both by position; an optional link is one that a choice may take. A diagram with links above or below is
/// drawn as one row.
/// </summary>
internal readonly record struct DiagramLink(int From, int To, bool Optional = false, LinkSide Side = LinkSide.Through);
