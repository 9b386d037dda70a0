using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Tests.Data;

public sealed class PngDecoderTests
{
    // Sizes that leave every interlaced pass, and none, empty; widths that fill no whole byte.
    private static readonly (int Width, int Height)[] Sizes = [(1, 1), (2, 3), (5, 4), (8, 8), (17, 9), (33, 10)];

    public static TheoryData<int, int> ColorsAndDepths => new()
    {
        { 0, 1 }, { 0, 2 }, { 0, 4 }, { 0, 8 }, { 0, 16 }, { 2, 8 }, { 2, 16 }, { 3, 1 }, { 3, 2 }, { 3, 4 }, { 3, 8 }, { 4, 8 }, { 4, 16 }, { 6, 8 }, { 6, 16 },
    };

    [Theory]
    [MemberData(nameof(ColorsAndDepths))]
    public void Decode_of_every_kind_gives_the_pixels_that_were_written(int color, int depth)
    {
        var perPixel = color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var top = (1 << depth) - 1;
        int Sample(int x, int y, int s) => (x * 31 + y * 17 + s * 101 + x * y) & top;
        byte[] palette = [.. Enumerable.Range(0, 3 * 256).Select(i => (byte)(i * 7))];
        foreach (var (width, height) in Sizes)
            foreach (var interlaced in new[] { false, true })
            {
                var file = PngWriter.Write(width, height, depth, color, Sample, perPixel, interlaced, color == 3 ? palette : null, [0, 1, 2, 3, 4]);
                var image = ImageDecoder.Decode(file, "x.png");
                Assert.Equal((width, height, 3), (image.Width, image.Height, image.Channels));
                for (var y = 0; y < height; y++)
                    for (var x = 0; x < width; x++)
                        for (var c = 0; c < 3; c++)
                        {
                            var stored = Sample(x, y, color is 2 or 6 ? c : 0);
                            var expected = color == 3 ? palette[3 * stored + c] : depth == 16 ? stored >> 8 : stored * 255 / top;
                            Assert.Equal(expected, image.Pixels[(y * width + x) * 3 + c]);
                        }
            }
    }

    [Fact]
    public void Decode_to_grey_weighs_the_colours()
    {
        var file = PngWriter.Rgb(3, 1, (x, _, s) => x == s ? 255 : 0);
        Assert.Equal([76, 150, 29], ImageDecoder.Decode(file, "x.png", channels: 1).Pixels); // 0.299, 0.587 and 0.114 of 255, rounded
    }

    [Fact]
    public void Decode_with_any_bit_flipped_is_refused_or_unchanged()
    {
        var file = PngWriter.Rgb(6, 5, (x, y, s) => x * 40 + y * 9 + s);
        var whole = ImageDecoder.Decode(file, "x.png").Pixels;
        for (var bit = 64; bit < 8 * file.Length; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<DataFormatException>(() => ImageDecoder.Decode(damaged, "x.png"));
        }
        Assert.Equal(6 * 5 * 3, whole.Length);
    }

    [Fact]
    public void Decode_of_every_cut_is_refused()
    {
        var file = PngWriter.Rgb(6, 5, (x, y, s) => x * 40 + y * 9 + s);
        for (var length = 0; length < file.Length; length++)
            Assert.Contains("x.png", Assert.Throws<DataFormatException>(() => ImageDecoder.Decode(file[..length], "x.png")).Message);
    }

    [Fact]
    public void Decode_of_a_header_that_promises_gigabytes_reserves_nothing()
    {
        var small = PngWriter.Rgb(2, 2, (_, _, _) => 1);
        using var file = new MemoryStream();
        file.Write(small, 0, 8);
        PngWriter.Chunk(file, "IHDR"u8, [0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff, 8, 2, 0, 0, 0]);
        file.Write(small, 33, small.Length - 33);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataFormatException>(() => ImageDecoder.Decode(file.ToArray(), "x.png"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("32767 x 32767", error.Message);
    }
}
