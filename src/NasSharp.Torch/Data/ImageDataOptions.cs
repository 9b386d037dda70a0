using NasSharp.Torch.Data.Download;

namespace NasSharp.Torch.Data;

/// <summary>How image data is found and prepared.</summary>
public sealed record ImageDataOptions
{
    /// <summary>
    /// The folder in which each downloaded data set has a folder of its own; null, the default: the environment variable
    /// <c>NASSHARP_DATA</c>, else <c>~/.cache/nassharp/data</c>.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>Whether a data set that is not there is downloaded; default yes.</summary>
    public bool Download { get; init; } = true;

    /// <summary>Patience and progress of downloads.</summary>
    public DownloadOptions Downloads { get; init; } = new();

    /// <summary>
    /// Rows and columns that the model gets; null, the default: those of the images, and for an image folder 224. Other images are resized.
    /// </summary>
    public int? ImageSize { get; init; }

    /// <summary>Channels of images from an image folder, 1 or 3; default 3.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Preprocessing to use instead of the computed one, such as that of trained weights; null, the default: computed from the training images.</summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>For an image folder without a <c>test</c> or <c>val</c> folder: the part set aside as test split, in (0, 1); default 0.2.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The folder that holds downloaded data sets.</summary>
    internal string ResolvedRoot => Root
        ?? Environment.GetEnvironmentVariable("NASSHARP_DATA") switch
        {
            { Length: > 0 } folder => folder,
            _ => Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "nassharp", "data"),
        };
}
