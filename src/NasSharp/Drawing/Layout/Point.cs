namespace NasSharp.Drawing.Layout;

/// <summary>A place: x to the right, y down.</summary>
internal readonly record struct Point(double X, double Y);
