using System.Buffers;

namespace NasSharp.Torch.Data.Images;

/// <summary>Writes images into a batch: crops, resizes, mirrors, normalises and cuts out, in one pass over the pixels where it can.</summary>
internal sealed class ImageWriter
{
    private readonly ImagePreprocessing _preprocessing;
    private readonly ImageAugmentation _augmentation;
    private readonly bool _channelsLast;
    private readonly PixelRows _rows;

    public ImageWriter(ImagePreprocessing preprocessing, ImageAugmentation augmentation, bool channelsLast)
    {
        _preprocessing = preprocessing;
        _augmentation = augmentation;
        _channelsLast = channelsLast || preprocessing.Channels == 1; // one channel lies alike in both layouts
        _rows = new PixelRows(preprocessing);
    }

    private int Width => _preprocessing.Width;

    private int Height => _preprocessing.Height;

    private int Channels => _preprocessing.Channels;

    /// <summary>Whether an image decoded to this size still has every pixel that the crop needs.</summary>
    public bool IsEnough(int width, int height, SampleDraws draws)
    {
        var box = Box(width, height, ref draws);
        return box.Width >= Width && box.Height >= Height;
    }

    /// <summary>Writes one image; the draws must be those that <see cref="IsEnough"/> was asked with.</summary>
    /// <param name="pixels">[height, width, channels].</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="draws">The sample's random numbers.</param>
    /// <param name="target">The sample's place in the batch.</param>
    public void Write(ReadOnlySpan<byte> pixels, int width, int height, SampleDraws draws, Span<float> target)
    {
        var box = Box(width, height, ref draws);
        if (width == Width && height == Height && box == new CropBox(0, 0, width, height))
        {
            WriteSized(pixels, ref draws, target);
            return;
        }
        var size = Width * Height * Channels;
        var resized = ArrayPool<byte>.Shared.Rent(size);
        Resampler.Resize(pixels, width, height, Channels, box, resized, Width, Height);
        WriteSized(resized.AsSpan(0, size), ref draws, target);
        ArrayPool<byte>.Shared.Return(resized);
    }

    private CropBox Box(int width, int height, ref SampleDraws draws) =>
        _augmentation.ResizedCrop is { } crop ? crop.Choose(width, height, ref draws) : _preprocessing.Middle(width, height);

    private void WriteSized(ReadOnlySpan<byte> pixels, ref SampleDraws draws, Span<float> target)
    {
        var padding = _augmentation.CropPadding;
        var dy = padding > 0 ? draws.NextInt(2 * padding + 1) - padding : 0;
        var dx = padding > 0 ? draws.NextInt(2 * padding + 1) - padding : 0;
        var mirrored = _augmentation.HorizontalFlip && draws.NextInt(2) == 1;
        var stride = Width * Channels;
        if (dx == 0 && !mirrored)
        {
            Span<byte> black = dy == 0 ? [] : new byte[stride];
            for (var y = 0; y < Height; y++)
                WriteRow((uint)(y + dy) < (uint)Height ? pixels.Slice((y + dy) * stride, stride) : black, y, target);
        }
        else
        {
            var row = ArrayPool<byte>.Shared.Rent(stride);
            for (var y = 0; y < Height; y++)
            {
                var line = row.AsSpan(0, stride);
                line.Clear();
                if ((uint)(y + dy) < (uint)Height)
                    Shift(pixels.Slice((y + dy) * stride, stride), dx, mirrored, line);
                WriteRow(line, y, target);
            }
            ArrayPool<byte>.Shared.Return(row);
        }
        if (_augmentation.CutoutLength > 0)
            CutOut(draws.NextInt(Height), draws.NextInt(Width), target);
    }

    private void WriteRow(ReadOnlySpan<byte> row, int y, Span<float> target)
    {
        if (_channelsLast)
            _rows.WriteInterleaved(row, target.Slice(y * Width * Channels, Width * Channels));
        else
            _rows.WritePlanes(row, target[(y * Width)..], Width * Height);
    }

    // Column x of the result is column x + dx of the source, or the mirrored column of that.
    private void Shift(ReadOnlySpan<byte> source, int dx, bool mirrored, Span<byte> target)
    {
        var first = Math.Max(0, -dx);
        var count = Width - Math.Abs(dx);
        if (count <= 0)
            return;
        if (!mirrored)
        {
            source.Slice((first + dx) * Channels, count * Channels).CopyTo(target[(first * Channels)..]);
            return;
        }
        for (var x = first; x < first + count; x++)
        {
            var from = (x + dx) * Channels;
            var to = (Width - 1 - x) * Channels;
            for (var c = 0; c < Channels; c++)
                target[to + c] = source[from + c];
        }
    }

    private void CutOut(int centreY, int centreX, Span<float> target)
    {
        var length = _augmentation.CutoutLength;
        int top = Math.Max(0, centreY - length / 2), bottom = Math.Min(Height, centreY - length / 2 + length);
        int left = Math.Max(0, centreX - length / 2), right = Math.Min(Width, centreX - length / 2 + length);
        for (var y = top; y < bottom; y++)
        {
            if (_channelsLast)
                target.Slice((y * Width + left) * Channels, (right - left) * Channels).Clear();
            else
                for (var c = 0; c < Channels; c++)
                    target.Slice((c * Height + y) * Width + left, right - left).Clear();
        }
    }
}
