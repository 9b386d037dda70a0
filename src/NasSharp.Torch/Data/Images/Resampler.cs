using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NasSharp.Torch.Data.Images;

/// <summary>Resizes a part of an image with a triangle filter that widens when the image shrinks, so that nothing aliases.</summary>
internal static class Resampler
{
    /// <summary>Resizes <paramref name="box"/> of the source, [sourceHeight, sourceWidth, channels], to fill the target, [height, width, channels].</summary>
    public static void Resize(ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight, int channels, CropBox box, Span<byte> target, int width, int height)
    {
        var columns = new Taps(box.X, box.Width, sourceWidth, width);
        var rows = new Taps(box.Y, box.Height, sourceHeight, height);
        var (firstRow, lastRow) = (rows.First[0], rows.First[^1] + rows.Count[^1]);
        var stride = width * channels;
        var buffer = ArrayPool<float>.Shared.Rent((lastRow - firstRow + 1) * stride);
        try
        {
            for (var y = firstRow; y < lastRow; y++)
                ResizeRow(source.Slice(y * sourceWidth * channels, sourceWidth * channels), channels, columns, buffer.AsSpan((y - firstRow) * stride, stride));
            var sum = buffer.AsSpan((lastRow - firstRow) * stride, stride);
            for (var y = 0; y < height; y++)
            {
                sum.Clear();
                for (var k = 0; k < rows.Count[y]; k++)
                    AddScaled(sum, buffer.AsSpan((rows.First[y] - firstRow + k) * stride, stride), rows.Weights[y * rows.Most + k]);
                var line = target.Slice(y * stride, stride);
                for (var i = 0; i < stride; i++)
                    line[i] = (byte)Math.Clamp((int)(sum[i] + 0.5f), 0, 255);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static void ResizeRow(ReadOnlySpan<byte> source, int channels, Taps taps, Span<float> target)
    {
        for (var x = 0; x < taps.First.Length; x++)
        {
            var weights = taps.Weights.AsSpan(x * taps.Most, taps.Count[x]);
            var pixels = source[(taps.First[x] * channels)..];
            if (channels == 3)
            {
                float red = 0, green = 0, blue = 0;
                for (var k = 0; k < weights.Length; k++)
                {
                    red += weights[k] * pixels[3 * k];
                    green += weights[k] * pixels[3 * k + 1];
                    blue += weights[k] * pixels[3 * k + 2];
                }
                (target[3 * x], target[3 * x + 1], target[3 * x + 2]) = (red, green, blue);
            }
            else
            {
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++)
                    sum += weights[k] * pixels[k];
                target[x] = sum;
            }
        }
    }

    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> row, float weight)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var values = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += values[i] * weight;
        for (var i = sums.Length * Vector<float>.Count; i < sum.Length; i++)
            sum[i] += row[i] * weight;
    }

    /// <summary>Which source pixels make each target pixel along one axis, and with what weights.</summary>
    private sealed class Taps
    {
        public Taps(double start, double length, int sourceSize, int size)
        {
            var scale = length / size;
            var reach = Math.Max(scale, 1);
            Most = (int)Math.Ceiling(2 * reach) + 1;
            First = new int[size];
            Count = new int[size];
            Weights = new float[size * Most];
            for (var i = 0; i < size; i++)
            {
                var centre = start + (i + 0.5) * scale;
                var first = Math.Clamp((int)Math.Floor(centre - reach + 0.5), 0, sourceSize - 1);
                var end = Math.Clamp((int)Math.Floor(centre + reach + 0.5), first + 1, sourceSize);
                end = Math.Min(end, first + Most);
                var total = 0.0;
                for (var j = first; j < end; j++)
                    total += Triangle((j + 0.5 - centre) / reach);
                for (var j = first; j < end; j++)
                    Weights[i * Most + j - first] = total > 0 ? (float)(Triangle((j + 0.5 - centre) / reach) / total) : 1f / (end - first);
                (First[i], Count[i]) = (first, end - first);
            }
        }

        public int[] First { get; }

        public int[] Count { get; }

        public int Most { get; }

        public float[] Weights { get; }

        private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));
    }
}
