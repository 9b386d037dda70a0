namespace NasSharp.Torch.Data;

/// <summary>A crop that covers a random part of the image at a random aspect ratio (Szegedy et al. 2015).</summary>
public sealed record RandomResizedCrop
{
    // A wide range of ratios often leaves the image; after this many tries the largest centred crop is taken.
    private const int Tries = 10;

    /// <summary>The smallest part of the image's area, in (0, 1]; default 0.08.</summary>
    public double MinimumArea { get; init; } = 0.08;

    /// <summary>The largest part of the image's area, in (0, 1]; default 1.</summary>
    public double MaximumArea { get; init; } = 1;

    /// <summary>The smallest ratio of width to height; default 3/4.</summary>
    public double MinimumRatio { get; init; } = 3.0 / 4;

    /// <summary>The largest ratio of width to height; default 4/3.</summary>
    public double MaximumRatio { get; init; } = 4.0 / 3;

    internal void Validate()
    {
        if (!(MinimumArea > 0 && MinimumArea <= MaximumArea && MaximumArea <= 1))
            throw new ArgumentException($"the areas of {nameof(RandomResizedCrop)} are {MinimumArea} to {MaximumArea}; expected 0 < minimum <= maximum <= 1.");
        if (!(MinimumRatio > 0 && MinimumRatio <= MaximumRatio && double.IsFinite(MaximumRatio)))
            throw new ArgumentException($"the ratios of {nameof(RandomResizedCrop)} are {MinimumRatio} to {MaximumRatio}; expected 0 < minimum <= maximum.");
    }

    internal CropBox Choose(int width, int height, ref SampleDraws draws)
    {
        var (lowest, highest) = (Math.Log(MinimumRatio), Math.Log(MaximumRatio));
        for (var i = 0; i < Tries; i++)
        {
            var area = (MinimumArea + (MaximumArea - MinimumArea) * draws.NextDouble()) * width * height;
            var ratio = Math.Exp(lowest + (highest - lowest) * draws.NextDouble());
            var (w, h) = (Math.Sqrt(area * ratio), Math.Sqrt(area / ratio));
            var (x, y) = (draws.NextDouble(), draws.NextDouble());
            if (w <= width && h <= height)
                return new CropBox(x * (width - w), y * (height - h), w, h);
        }
        return CropBox.Centred(width, height, Math.Clamp((double)width / height, MinimumRatio, MaximumRatio));
    }
}

/// <summary>A rectangle of an image, in pixels and parts of pixels.</summary>
internal readonly record struct CropBox(double X, double Y, double Width, double Height)
{
    /// <summary>The largest centred box with this ratio of width to height.</summary>
    public static CropBox Centred(int width, int height, double ratio)
    {
        var w = Math.Min(width, height * ratio);
        var h = Math.Min(height, width / ratio);
        return new CropBox((width - w) / 2, (height - h) / 2, w, h);
    }
}
