namespace NasSharp.Drawing;

/// <summary>The colours of boxes: dark letters on a light ground of their own, so that they can be read on light and dark pages alike.</summary>
internal static class BoxColours
{
    /// <summary>Lines, titles and notes: a grey with a contrast of 4.5 to white and of about 4 to the usual dark pages.</summary>
    public const string Line = "#767676";

    /// <summary>Letters in boxes.</summary>
    public const string Text = "#1c2128";

    // Told apart from each other, and from the green and grey of poolings and skips, with any colour vision.
    private static readonly (string Ground, string Edge)[] Shades =
    [
        ("#cfe2f6", "#3a74ae"), ("#fbdcc0", "#b4621b"), ("#e5d8f3", "#7652a3"), ("#efe9b6", "#857c16"), ("#f8d3e2", "#b0487a"), ("#c4e8ee", "#23808f"), ("#f2cdc6", "#a34538"), ("#d3d9e8", "#4f5f80"),
    ];

    public static (string Ground, string Edge) Of(DiagramBox box) => box is { Kind: BoxKind.Convolution, Shade: { } shade } ? Shades[shade % Shades.Length] : Of(box.Kind);

    private static (string Ground, string Edge) Of(BoxKind kind) => kind switch
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
