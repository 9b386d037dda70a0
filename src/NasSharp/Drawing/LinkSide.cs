namespace NasSharp.Drawing;

/// <summary>Where a link leaves and arrives.</summary>
internal enum LinkSide
{
    /// <summary>At the right of one box, at the left of the other.</summary>
    Through,

    /// <summary>As an arc over the row that the boxes stand in.</summary>
    Above,

    /// <summary>As an arc under the row that the boxes stand in.</summary>
    Below,
}
