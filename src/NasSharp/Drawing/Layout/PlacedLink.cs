namespace NasSharp.Drawing.Layout;

/// <summary>A link with its way, from the right side of one box to the left side of another.</summary>
internal sealed record PlacedLink(DiagramLink Link, IReadOnlyList<Curve> Way);
