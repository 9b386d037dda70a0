namespace NasSharp.Drawing;

/// <summary>The colours of boxes: dark letters on a light ground of their own, so that they can be read on light and dark pages alike.</summary>
internal static class BoxColours
{
    /// <summary>Lines, titles and notes: a grey with a contrast of 4.5 to white and of about 4 to the usual dark pages.</summary>
    public const string Line = "#767676";

    /// <summary>Letters in boxes.</summary>
    public const string Text = "#1c2128";

    public static (string Ground, string Edge) Of(BoxKind kind) => kind switch
    {
        BoxKind.Input or BoxKind.Output => ("#dde2e9", "#5f6b7a"),
        BoxKind.Node => ("#f7f7f7", "#6b7280"),
        BoxKind.Convolution => ("#cfe2f6", "#3a74ae"),
        BoxKind.Pooling => ("#d2edd8", "#3b8a56"),
        BoxKind.Skip => ("#ececec", "#8b8b8b"),
        BoxKind.Undecided => ("#fdf0c4", "#a07f10"),
        _ => ("#f5e0c8", "#ad762c"),
    };
}
