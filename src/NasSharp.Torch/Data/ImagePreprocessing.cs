using System.Text.Json;
using System.Text.Json.Serialization;

namespace NasSharp.Torch.Data;

/// <summary>
/// What is done to every image before a model sees it: stored beside the weights, because the weights are worth nothing without it.
/// An image is resized so that its shorter side has <see cref="ResizeShortSide"/> pixels (triangle filter, antialiased), the middle is
/// cut out, the channels are put in order, and each becomes (value / 255 - mean) / std.
/// </summary>
public sealed record ImagePreprocessing
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Means of ImageNet's red, green and blue.</summary>
    public static IReadOnlyList<double> ImageNetMean { get; } = [0.485, 0.456, 0.406];

    /// <summary>Standard deviations of ImageNet's red, green and blue.</summary>
    public static IReadOnlyList<double> ImageNetStd { get; } = [0.229, 0.224, 0.225];

    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    public required int Channels { get; init; }

    /// <summary>Rows that the model gets.</summary>
    public required int Height { get; init; }

    /// <summary>Columns that the model gets.</summary>
    public required int Width { get; init; }

    /// <summary>The mean of each channel, on the scale from 0 to 1.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>The standard deviation of each channel, on the scale from 0 to 1; greater than 0.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>
    /// Whether the model gets blue before green before red; mean and standard deviation are in the model's order. No by default; it stands in JSON only when it is true.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BlueFirst { get; init; }

    /// <summary>The shorter side after resizing, at least the model's size; null: the largest centred part is resized to the model's size.</summary>
    public int? ResizeShortSide { get; init; }

    /// <summary>Blue before green before red, each from 0 to 255 with nothing subtracted, as networks trained on OpenCV's images want it.</summary>
    public static ImagePreprocessing BgrBytes(int height, int width, int? resizeShortSide = null) => new()
    {
        Channels = 3,
        Height = height,
        Width = width,
        Mean = [0, 0, 0],
        Std = [1.0 / 255, 1.0 / 255, 1.0 / 255],
        BlueFirst = true,
        ResizeShortSide = resizeShortSide,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="DataFormatException">The text is no valid description.</exception>
    public static ImagePreprocessing FromJson(string json, string name = "preprocessing")
    {
        try
        {
            var result = JsonSerializer.Deserialize<ImagePreprocessing>(json, Json) ?? throw new JsonException("it is null");
            result.Validate();
            return result;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new DataFormatException(name, $"no valid preprocessing description ({error.Message})", error);
        }
    }

    /// <summary>The description as JSON, with camel-case names.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Two descriptions are equal when all their numbers are.</summary>
    public bool Equals(ImagePreprocessing? other) => other is not null && (Channels, Height, Width, ResizeShortSide, BlueFirst)
        == (other.Channels, other.Height, other.Width, other.ResizeShortSide, other.BlueFirst) && Mean.SequenceEqual(other.Mean) && Std.SequenceEqual(other.Std);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Channels, Height, Width, ResizeShortSide, BlueFirst, Mean[0], Std[0]);

    internal void Validate()
    {
        if (Channels is not (1 or 3))
            throw new ArgumentException($"{nameof(Channels)} is {Channels}; expected 1 or 3.");
        if (BlueFirst && Channels != 3)
            throw new ArgumentException($"{nameof(BlueFirst)} is set for {Channels} channel; only images of 3 channels have an order.");
        if (Height is < 1 or > 1 << 14 || Width is < 1 or > 1 << 14)
            throw new ArgumentException($"the image size is {Height} x {Width}; expected 1 to {1 << 14}.");
        if (Mean is null || Mean.Count != Channels || !Mean.All(double.IsFinite))
            throw new ArgumentException($"{nameof(Mean)} has {Mean?.Count} values; expected {Channels} finite ones.");
        if (Std is null || Std.Count != Channels || !Std.All(s => s > 0 && double.IsFinite(s)))
            throw new ArgumentException($"{nameof(Std)} has {Std?.Count} values; expected {Channels}, each greater than 0.");
        if (ResizeShortSide is { } side && (side < Math.Min(Height, Width) || side > 1 << 15))
            throw new ArgumentException($"{nameof(ResizeShortSide)} is {side}; expected at least the model's size, {Math.Min(Height, Width)}.");
    }

    /// <summary>The part of an image of this size that the model gets when nothing is random.</summary>
    internal CropBox Middle(int width, int height)
    {
        if (width == Width && height == Height && (ResizeShortSide ?? Math.Min(width, height)) == Math.Min(width, height))
            return new CropBox(0, 0, width, height);
        var whole = CropBox.Centred(width, height, (double)Width / Height);
        if (ResizeShortSide is not { } side)
            return whole;
        var pixel = (double)Math.Min(width, height) / side; // source pixels for each pixel of the model
        var (w, h) = (Math.Min(whole.Width, Width * pixel), Math.Min(whole.Height, Height * pixel));
        return new CropBox((width - w) / 2, (height - h) / 2, w, h);
    }
}
