namespace NasSharp.Torch.Data.Images;

/// <summary>What a header may claim: an image must not take more memory than its file can have described.</summary>
internal static class ImageLimits
{
    /// <summary>No training image is larger; a header that claims more is damaged or hostile.</summary>
    public const long MaxPixels = 1L << 27;

    // A JPEG spends at least one bit on each block of 8x8 pixels.
    private const long JpegPixelsPerByte = 8 * 64;

    public static void CheckJpeg(string name, long width, long height, long fileBytes) =>
        Check(name, width, height, fileBytes, (fileBytes + 64) * JpegPixelsPerByte);

    public static void Check(string name, long width, long height, long fileBytes, long most)
    {
        if (width <= 0 || height <= 0)
            throw new DataFormatException(name, $"claims {width} x {height} pixels");
        if (width > MaxPixels || height > MaxPixels || width * height > Math.Min(most, MaxPixels))
            throw new DataFormatException(name, $"claims {width} x {height} pixels, more than its {fileBytes} bytes can hold; copy or download it again");
    }
}
