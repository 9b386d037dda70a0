using FsCheck;
using FsCheck.Fluent;
using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Tests.Data;

/// <summary>The fast row writer against the plain definition, pixel by pixel.</summary>
public sealed class ImageWriterTests
{
    private static readonly double[] Means = [0.49, 0.2, 0.7];
    private static readonly double[] Deviations = [0.25, 0.5, 0.1];

    private static ImagePreprocessing Preprocessing(int channels, int height, int width) => new()
    {
        Channels = channels,
        Height = height,
        Width = width,
        Mean = Means[..channels],
        Std = Deviations[..channels],
    };

    private static byte[] Noise(int count, int seed)
    {
        var draws = new SampleDraws(seed, 0, 0);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)draws.NextInt(256))];
    }

    [Fact]
    public void Write_of_any_image_agrees_with_the_plain_definition()
    {
        var cases = from channels in Gen.Elements(1, 3) from height in Gen.Choose(1, 40) from width in Gen.Choose(1, 40)
                    from padding in Gen.Choose(0, 5) from flip in Gen.Elements(false, true) from cutout in Gen.Choose(0, 9)
                    from last in Gen.Elements(false, true) from seed in Gen.Choose(0, 1 << 20)
                    select (channels, height, width, padding, flip, cutout, last, seed);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var preprocessing = Preprocessing(c.channels, c.height, c.width);
            var augmentation = new ImageAugmentation { CropPadding = c.padding, HorizontalFlip = c.flip, CutoutLength = c.cutout };
            var pixels = Noise(c.height * c.width * c.channels, c.seed);
            var target = new float[pixels.Length];
            new ImageWriter(preprocessing, augmentation, c.last).Write(pixels, c.width, c.height, new SampleDraws(c.seed, 1, 2), target);
            var expected = Plain(preprocessing, augmentation, pixels, new SampleDraws(c.seed, 1, 2));
            for (var channel = 0; channel < c.channels; channel++)
                for (var y = 0; y < c.height; y++)
                    for (var x = 0; x < c.width; x++)
                    {
                        var at = c.last ? (y * c.width + x) * c.channels + channel : (channel * c.height + y) * c.width + x;
                        Assert.InRange(target[at] - expected[channel, y, x], -1e-5, 1e-5); // float32 of values below 10
                    }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));
    }

    // Draws: crop row, crop column, flip, cutout row, cutout column.
    private static double[,,] Plain(ImagePreprocessing p, ImageAugmentation a, byte[] pixels, SampleDraws draws)
    {
        var result = new double[p.Channels, p.Height, p.Width];
        var dy = a.CropPadding > 0 ? draws.NextInt(2 * a.CropPadding + 1) - a.CropPadding : 0;
        var dx = a.CropPadding > 0 ? draws.NextInt(2 * a.CropPadding + 1) - a.CropPadding : 0;
        var mirrored = a.HorizontalFlip && draws.NextInt(2) == 1;
        var (cy, cx) = a.CutoutLength > 0 ? (draws.NextInt(p.Height), draws.NextInt(p.Width)) : (0, 0);
        for (var c = 0; c < p.Channels; c++)
            for (var y = 0; y < p.Height; y++)
                for (var x = 0; x < p.Width; x++)
                {
                    var (sy, sx) = (y + dy, (mirrored ? p.Width - 1 - x : x) + dx);
                    var inside = sy >= 0 && sy < p.Height && sx >= 0 && sx < p.Width;
                    var value = inside ? pixels[(sy * p.Width + sx) * p.Channels + c] : 0;
                    var first = (cy - a.CutoutLength / 2, cx - a.CutoutLength / 2);
                    var cut = y >= first.Item1 && y < first.Item1 + a.CutoutLength && x >= first.Item2 && x < first.Item2 + a.CutoutLength;
                    result[c, y, x] = cut ? 0 : (value / 255.0 - p.Mean[c]) / p.Std[c];
                }
        return result;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Blue_first_bytes_are_the_pixels_backwards_and_unscaled(bool channelsLast)
    {
        var pixels = Noise(5 * 7 * 3, 3);
        var target = new float[pixels.Length];
        new ImageWriter(ImagePreprocessing.BgrBytes(5, 7), ImageAugmentation.None, channelsLast).Write(pixels, 7, 5, new SampleDraws(1, 0, 0), target);
        for (var pixel = 0; pixel < 35; pixel++)
            for (var channel = 0; channel < 3; channel++)
                Assert.Equal(pixels[pixel * 3 + 2 - channel], target[channelsLast ? pixel * 3 + channel : channel * 35 + pixel], 1e-4);
    }

    [Fact]
    public void Order_of_channels_survives_its_json_and_is_absent_when_usual()
    {
        var bgr = ImagePreprocessing.BgrBytes(8, 8, 10);
        Assert.Equal(bgr, ImagePreprocessing.FromJson(bgr.ToJson()));
        Assert.NotEqual(bgr, bgr with { BlueFirst = false });
        Assert.DoesNotContain("blueFirst", Preprocessing(3, 8, 8).ToJson());
    }

    [Fact]
    public void Crop_and_flip_over_many_samples_take_every_place_alike()
    {
        // One white pixel in the middle of a 9x9 image lands on each of the 9 places of a crop with padding 1.
        var pixels = new byte[81];
        pixels[40] = 255;
        var writer = new ImageWriter(Preprocessing(1, 9, 9) with { Mean = [0], Std = [1] }, new ImageAugmentation { CropPadding = 1, HorizontalFlip = true }, false);
        var counts = new int[81];
        var target = new float[81];
        for (var sample = 0; sample < 9000; sample++)
        {
            writer.Write(pixels, 9, 9, new SampleDraws(1, 0, sample), target);
            counts[Array.IndexOf(target, 1f)]++;
        }
        int[] places = [30, 31, 32, 39, 40, 41, 48, 49, 50];
        Assert.All(places, at => Assert.InRange(counts[at], 1000 - 180, 1000 + 180)); // six deviations of a count of mean 1000
        Assert.Equal(9000, places.Sum(at => counts[at]));
    }

    [Fact]
    public void Resized_crops_stay_inside_and_keep_to_their_areas_and_ratios()
    {
        var crop = new RandomResizedCrop();
        for (var sample = 0; sample < 2000; sample++)
        {
            var draws = new SampleDraws(1, 0, sample);
            var box = crop.Choose(120, 90, ref draws);
            Assert.InRange(box.X, 0, 120 - box.Width + 1e-9);
            Assert.InRange(box.Y, 0, 90 - box.Height + 1e-9);
            Assert.InRange(box.Width * box.Height / (120 * 90), 0.08 - 1e-9, 1 + 1e-9);
            Assert.InRange(box.Width / box.Height, 0.75 - 1e-9, 4.0 / 3 + 1e-9);
        }
    }

    [Fact]
    public void Middle_of_a_larger_image_is_the_centre_crop_of_the_resized_one()
    {
        var preprocessing = Preprocessing(3, 8, 8) with { ResizeShortSide = 10 };
        Assert.Equal(new CropBox(12, 2, 16, 16), preprocessing.Middle(40, 20)); // two source pixels for each of the model's
        Assert.Equal(new CropBox(0, 0, 8, 8), Preprocessing(3, 8, 8).Middle(8, 8));
    }

    [Fact]
    public void Preprocessing_survives_its_json()
    {
        var preprocessing = Preprocessing(3, 20, 30) with { ResizeShortSide = 24 };
        var back = ImagePreprocessing.FromJson(preprocessing.ToJson());
        Assert.Equal(preprocessing, back);
        Assert.Equal(preprocessing.GetHashCode(), back.GetHashCode());
        Assert.NotEqual(preprocessing, back with { Mean = [0.1, 0.2, 0.3] });
    }

    [Theory]
    [InlineData("", "no valid preprocessing")]
    [InlineData("null", "it is null")]
    [InlineData("{\"channels\":3}", "no valid preprocessing")]
    [InlineData("{\"channels\":2,\"height\":8,\"width\":8,\"mean\":[0],\"std\":[1]}", "Channels is 2")]
    [InlineData("{\"channels\":1,\"height\":8,\"width\":8,\"mean\":[0],\"std\":[0]}", "Std has 1 values; expected 1, each greater than 0")]
    [InlineData("{\"channels\":1,\"height\":8,\"width\":8,\"mean\":null,\"std\":[1]}", "Mean has")]
    [InlineData("{\"channels\":1,\"height\":8,\"width\":8,\"mean\":[0],\"std\":[1],\"blueFirst\":true}", "BlueFirst is set for 1 channel")]
    [InlineData("{\"channels\":1,\"height\":0,\"width\":8,\"mean\":[0],\"std\":[1]}", "image size is 0 x 8")]
    public void Preprocessing_of_damaged_json_is_refused(string json, string expected)
    {
        var error = Assert.Throws<DataFormatException>(() => ImagePreprocessing.FromJson(json, "p.json"));
        Assert.StartsWith("p.json: ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
