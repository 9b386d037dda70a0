namespace NasSharp.Drawing.Layout;

/// <summary>A box with its place; x and y are those of its upper left corner.</summary>
internal sealed record PlacedBox(DiagramBox Box, double X, double Y, double Width, double Height)
{
    private const double Margin = 8, NodeSize = 24, Least = 30;

    /// <summary>Where links leave.</summary>
    public Point Right => new(X + Width, Y + Height / 2);

    /// <summary>Where links arrive.</summary>
    public Point Left => new(X, Y + Height / 2);

    /// <summary>Where arcs over the row leave and arrive.</summary>
    public Point Top => new(X + Width / 2, Y);

    /// <summary>Where arcs under the row leave and arrive.</summary>
    public Point Bottom => new(X + Width / 2, Y + Height);

    /// <summary>How large a box must be for its text.</summary>
    public static (double Width, double Height) SizeOf(DiagramBox box)
    {
        var text = box.Lines.Max(l => TextSize.Width(l, TextSize.Normal));
        if (box.Kind == BoxKind.Node)
            return (Math.Max(NodeSize, text + Margin), NodeSize + (box.Lines.Count - 1) * TextSize.Normal * TextSize.LineStep);
        var small = box.Small is null ? 0 : TextSize.Width(box.Small, TextSize.Small);
        var lines = box.Lines.Count * TextSize.Normal + (box.Small is null ? 0 : TextSize.Small);
        return (Math.Max(Least, Math.Max(text, small) + 2 * Margin), lines * TextSize.LineStep + Margin);
    }
}
