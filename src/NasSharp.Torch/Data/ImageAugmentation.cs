namespace NasSharp.Torch.Data;

/// <summary>
/// Random changes of training images, in this order: resized crop, padded crop, flip, normalisation, cutout. Validation and test
/// images are not changed. The default changes nothing.
/// </summary>
public sealed record ImageAugmentation
{
    /// <summary>No change.</summary>
    public static ImageAugmentation None { get; } = new();

    /// <summary>Crop of the padded image by up to 4 pixels, and flip: what the field does with CIFAR (He et al. 2016, section 4.2).</summary>
    public static ImageAugmentation Cifar { get; } = new() { CropPadding = 4, HorizontalFlip = true };

    /// <summary>Resized crop and flip: what the field does with ImageNet (Szegedy et al. 2015).</summary>
    public static ImageAugmentation ImageNet { get; } = new() { ResizedCrop = new RandomResizedCrop(), HorizontalFlip = true };

    /// <summary>Black pixels put around the image before a crop of the old size is taken at random; at least 0, default 0.</summary>
    public int CropPadding { get; init; }

    /// <summary>Whether each image is mirrored with probability one half; default no.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>
    /// Side of the square that is set to 0 after normalisation, its centre anywhere in the image (DeVries and Taylor 2017); 0, the
    /// default, for none; 16 when DARTS retrains on CIFAR.
    /// </summary>
    public int CutoutLength { get; init; }

    /// <summary>A crop of random area and aspect ratio, resized to the model's size; null, the default, for none.</summary>
    public RandomResizedCrop? ResizedCrop { get; init; }

    internal void Validate(ImagePreprocessing preprocessing)
    {
        if (CropPadding < 0 || CropPadding > Math.Max(preprocessing.Height, preprocessing.Width))
            throw new ArgumentException($"{nameof(CropPadding)} is {CropPadding}; expected 0 to the image's size, {preprocessing.Height} x {preprocessing.Width}.");
        if (CutoutLength < 0)
            throw new ArgumentException($"{nameof(CutoutLength)} is {CutoutLength}; expected 0 or more.");
        ResizedCrop?.Validate();
    }
}
