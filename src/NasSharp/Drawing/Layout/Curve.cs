namespace NasSharp.Drawing.Layout;

/// <summary>A cubic Bézier curve.</summary>
internal readonly record struct Curve(Point Start, Point First, Point Second, Point End)
{
    /// <summary>True when it is a line.</summary>
    public bool IsStraight => Start.Y == End.Y || (First == Start && Second == End);

    public static Curve Line(Point start, Point end) => new(start, start, end, end);

    /// <summary>Leaves and arrives level.</summary>
    public static Curve Level(Point start, Point end)
    {
        var middle = (start.X + end.X) / 2;
        return new Curve(start, new Point(middle, start.Y), new Point(middle, end.Y), end);
    }

    /// <summary>The place after a part of the way, from 0 to 1.</summary>
    public Point At(double part)
    {
        var rest = 1 - part;
        var (a, b, c, d) = (rest * rest * rest, 3 * part * rest * rest, 3 * part * part * rest, part * part * part);
        return new Point(a * Start.X + b * First.X + c * Second.X + d * End.X, a * Start.Y + b * First.Y + c * Second.Y + d * End.Y);
    }
}
