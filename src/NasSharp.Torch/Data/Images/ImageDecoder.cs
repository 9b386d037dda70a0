namespace NasSharp.Torch.Data.Images;

/// <summary>Decodes image files by their content: PNG itself, JPEG with libjpeg-turbo or libvips, WebP, TIFF and GIF with libvips.</summary>
public static class ImageDecoder
{
    /// <summary>The file name endings that an image folder collects, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif"];

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file; its content decides the format, not its name.</param>
    /// <param name="channels">3 for RGB (grey is repeated) or 1 for grey (colour is weighted by ITU-R BT.601).</param>
    /// <param name="minimumShortSide">JPEGs are decoded at 1/2, 1/4 or 1/8 while their shorter side keeps this many pixels; null: full size.</param>
    /// <exception cref="DataFormatException">The file is damaged or of an unknown format.</exception>
    public static DecodedImage DecodeFile(string path, int channels = 3, int? minimumShortSide = null) =>
        Decode(File.ReadAllBytes(path), path, channels, minimumShortSide);

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="file">The content.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="channels">3 for RGB or 1 for grey.</param>
    /// <param name="minimumShortSide">As for <see cref="DecodeFile"/>.</param>
    /// <exception cref="DataFormatException">The content is damaged or of an unknown format.</exception>
    /// <exception cref="DllNotFoundException">The library for this format is not installed; the message names the Debian package.</exception>
    public static DecodedImage Decode(byte[] file, string name, int channels = 3, int? minimumShortSide = null) =>
        Decode(file, name, channels, (width, height) => minimumShortSide is { } least && Math.Min(width, height) >= least);

    /// <summary>Decodes a file, a JPEG at the smallest scale that is still <paramref name="enough"/>.</summary>
    internal static DecodedImage Decode(byte[] file, string name, int channels, Func<int, int, bool> enough)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image is decoded to 1 or 3 channels.");
        if (file.Length == 0)
            throw new DataFormatException(name, "the file is empty");
        if (PngDecoder.IsPng(file))
            return PngDecoder.Decode(file, name, channels);
        if (file is [0xff, 0xd8, 0xff, ..])
        {
            if (TurboJpeg.Available)
                return TurboJpeg.Decode(file, name, channels, enough);
            if (Vips.Available)
                return Vips.Decode(file, name, channels, jpeg: true, enough);
            throw new DllNotFoundException($"{name}: reading JPEG needs libturbojpeg or libvips; install one: apt-get install libturbojpeg0");
        }
        if (!IsKnownToVips(file))
            throw new DataFormatException(name, $"starts with {Convert.ToHexString(file.AsSpan(0, Math.Min(4, file.Length)))}, which is no JPEG, PNG, WebP, TIFF or GIF image");
        return Vips.Decode(file, name, channels, jpeg: false, enough);
    }

    private static bool IsKnownToVips(ReadOnlySpan<byte> file) =>
        file.StartsWith("GIF8"u8) || file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)
        || (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8));
}
