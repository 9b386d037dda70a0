using System.Text.Json;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Tests.Data;

public sealed class ResamplerTests
{
    private sealed record Case(int Width, int Height, double[] Box, int TargetWidth, int TargetHeight, int[] Pixels);

    [Fact]
    public void Resize_agrees_with_Pillow_within_rounding()
    {
        using var file = typeof(ResamplerTests).Assembly.GetManifestResourceStream("NasSharp.Torch.Tests.Data.Fixtures.resize_reference.json")!;
        var cases = JsonSerializer.Deserialize<Case[]>(file, JsonSerializerOptions.Web)!;
        Assert.Equal(5, cases.Length);
        foreach (var (width, height, edges, targetWidth, targetHeight, expected) in cases)
        {
            var box = new CropBox(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]);
            var source = new byte[width * height * 3];
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                    ((byte)(x * 37 + y * 11), (byte)(x * x + 3 * y), (byte)((x ^ y) * 5)).CopyTo(source.AsSpan((y * width + x) * 3));
            var target = new byte[targetWidth * targetHeight * 3];
            Resampler.Resize(source, width, height, 3, box, target, targetWidth, targetHeight);
            Assert.Equal(target.Length, expected.Length);
            // Pillow rounds between its two passes; one step up or down is left.
            Assert.All(expected.Zip(target), p => Assert.InRange(p.Second - p.First, -1, 1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Resize_of_a_plain_image_stays_plain(int channels)
    {
        var source = new byte[13 * 7 * channels];
        Array.Fill(source, (byte)201);
        var target = new byte[29 * 3 * channels];
        Resampler.Resize(source, 13, 7, channels, new CropBox(0.3, 0.7, 12.1, 5), target, 29, 3);
        Assert.All(target, v => Assert.Equal(201, v));
    }

    [Fact]
    public void Resize_to_the_same_size_changes_nothing()
    {
        byte[] source = [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 91))];
        var target = new byte[60];
        Resampler.Resize(source, 10, 6, 1, new CropBox(0, 0, 10, 6), target, 10, 6);
        Assert.Equal(source, target);
    }
}

file static class PixelCopy
{
    public static void CopyTo(this (byte R, byte G, byte B) pixel, Span<byte> target) => (target[0], target[1], target[2]) = pixel;
}
