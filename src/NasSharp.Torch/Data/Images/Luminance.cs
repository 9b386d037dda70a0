namespace NasSharp.Torch.Data.Images;

/// <summary>Grey from colour by the weights of ITU-R BT.601, as JPEG uses them.</summary>
internal static class Luminance
{
    public static byte Of(int red, int green, int blue) => (byte)((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);

    /// <summary>Replaces [height, width, 3] by [height, width, 1].</summary>
    public static DecodedImage ToGrey(DecodedImage image)
    {
        var grey = new byte[image.Width * image.Height];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = Of(image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]);
        return new DecodedImage(grey, image.Width, image.Height, 1);
    }
}
