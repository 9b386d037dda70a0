using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Tests.Data;

public sealed class JpegDecoderTests
{
    private static byte[] Gradient(int width, int height, int channels)
    {
        var pixels = new byte[width * height * channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            int x = i / channels % width, y = i / channels / width, c = i % channels;
            pixels[i] = (byte)(40 + 150 * x / width + 40 * y / height * (c == 1 ? 1 : 0) + 10 * c);
        }
        return pixels;
    }

    private static double MeanDifference(byte[] a, byte[] b)
    {
        Assert.Equal(a.Length, b.Length);
        return a.Zip(b, (p, q) => (double)Math.Abs(p - q)).Average();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_of_a_colour_jpeg_is_near_what_was_written(bool progressive)
    {
        var pixels = Gradient(61, 43, 3);
        var image = ImageDecoder.Decode(JpegWriter.Write(pixels, 61, 43, 3, progressive), "x.jpg");
        Assert.Equal((61, 43, 3), (image.Width, image.Height, image.Channels));
        Assert.InRange(MeanDifference(pixels, image.Pixels), 0, 2); // quality 98
    }

    [Fact]
    public void Decode_of_a_grey_jpeg_repeats_it_in_three_channels()
    {
        var pixels = Gradient(32, 32, 1);
        var image = ImageDecoder.Decode(JpegWriter.Write(pixels, 32, 32, 1), "x.jpg");
        Assert.Equal(3, image.Channels);
        for (var i = 0; i < 32 * 32; i++)
            Assert.True(image.Pixels[3 * i] == image.Pixels[3 * i + 1] && image.Pixels[3 * i] == image.Pixels[3 * i + 2]);
        Assert.InRange(MeanDifference(pixels, [.. image.Pixels.Where((_, i) => i % 3 == 0)]), 0, 2);
    }

    [Fact]
    public void Decode_of_inks_gives_colours()
    {
        var inks = new byte[16 * 16 * 4];
        for (var i = 0; i < inks.Length; i += 4)
            (inks[i], inks[i + 1], inks[i + 2], inks[i + 3]) = (255, 128, 0, 255); // inverted: no cyan, half magenta, full yellow, no black
        var image = ImageDecoder.Decode(JpegWriter.Write(inks, 16, 16, 4), "x.jpg");
        Assert.InRange(image.Pixels[0], 250, 255);
        Assert.InRange(image.Pixels[1], 123, 133);
        Assert.InRange(image.Pixels[2], 0, 5);
    }

    [Theory]
    [InlineData(200, 200, 200)]
    [InlineData(101, 200, 200)]
    [InlineData(100, 100, 100)]
    [InlineData(30, 50, 50)]
    [InlineData(1, 25, 25)]
    public void Decode_with_a_minimum_side_takes_the_smallest_scale_that_keeps_it(int minimum, int width, int height)
    {
        var image = ImageDecoder.Decode(JpegWriter.Write(Gradient(200, 200, 3), 200, 200, 3), "x.jpg", 3, minimum);
        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.InRange(image.Pixels[0], 35, 50);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Libvips_decodes_jpegs_like_libjpeg_turbo(bool grey)
    {
        Assert.True(Vips.Available, "libvips42 is part of the set-up");
        var channels = grey ? 1 : 3;
        var file = JpegWriter.Write(Gradient(80, 64, channels), 80, 64, channels);
        foreach (var least in new[] { 64, 32, 8 })
        {
            var turbo = TurboJpeg.Decode(file, "x.jpg", 3, (w, h) => Math.Min(w, h) >= least);
            var vips = Vips.Decode(file, "x.jpg", 3, jpeg: true, (w, h) => Math.Min(w, h) >= least);
            Assert.Equal((turbo.Width, turbo.Height), (vips.Width, vips.Height));
            Assert.InRange(MeanDifference(turbo.Pixels, vips.Pixels), 0, 1);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public void Decode_of_a_cut_jpeg_is_refused_by_both_libraries(double part)
    {
        var file = JpegWriter.Write(Gradient(128, 128, 3), 128, 128, 3);
        var cut = file[..(int)(part * file.Length)];
        var error = Assert.Throws<DataFormatException>(() => TurboJpeg.Decode(cut, "cut.jpg", 3, (_, _) => false));
        Assert.StartsWith("cut.jpg: ", error.Message);
        error = Assert.Throws<DataFormatException>(() => Vips.Decode(cut, "cut.jpg", 3, jpeg: true, (_, _) => false));
        Assert.StartsWith("cut.jpg: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Decode_of_a_header_that_promises_gigabytes_reserves_nothing()
    {
        var file = JpegWriter.Write(Gradient(16, 16, 3), 16, 16, 3);
        var frame = file.AsSpan().IndexOf([(byte)0xff, (byte)0xc0]);
        file.AsSpan(frame + 5, 4).Fill(0xfe);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("65278 x 65278", Assert.Throws<DataFormatException>(() => ImageDecoder.Decode(file, "x.jpg")).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Decode_of_text_says_that_it_is_no_image()
    {
        var error = Assert.Throws<DataFormatException>(() => ImageDecoder.Decode("hello world"u8.ToArray(), "notes.jpg"));
        Assert.Contains("notes.jpg: starts with 68656C6C, which is no JPEG", error.Message);
    }

    [Fact]
    public void Decode_of_real_photos_gives_their_sizes()
    {
        // Where the larger data sets are present, real photos of many encoders; everywhere, a made one.
        var folder = TestFiles.LargeData("imagenette_subset");
        var photos = folder is null ? [] : Directory.GetFiles(Path.Combine(folder, "fullres"), "*.JPEG", SearchOption.AllDirectories);
        var files = photos.Select(File.ReadAllBytes).Append(JpegWriter.Write(Gradient(300, 200, 3), 300, 200, 3));
        foreach (var file in files)
        {
            var full = ImageDecoder.Decode(file, "photo.jpg");
            var small = ImageDecoder.Decode(file, "photo.jpg", 3, Math.Min(full.Width, full.Height) / 2);
            Assert.Equal(full.Width * full.Height * 3, full.Pixels.Length);
            Assert.Equal((full.Width + 1) / 2, small.Width);
            Assert.InRange(small.Pixels.Average(p => p) - full.Pixels.Average(p => p), -2, 2);
        }
    }
}
