using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Download;

namespace NasSharp.Torch.Tests.Data;

public sealed class ImageDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(params string[] parts)
    {
        var path = Path.Combine([_folder, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    [Fact]
    public void Load_of_the_carried_subset_gives_its_splits_and_statistics()
    {
        var data = ImageData.Load("fashion-mnist-subset");
        Assert.Equal((10_000, 2_000, 10), (data.Train.Count, data.Test.Count, data.ClassCount));
        Assert.Equal([1L, 28, 28], data.Train.InputShape);
        Assert.Equal("Ankle boot", data.ClassNames[9]);
        // The mean and deviation that are quoted for all of Fashion-MNIST; a sixth of it comes near.
        Assert.InRange(data.Preprocessing.Mean[0], 0.286 - 0.005, 0.286 + 0.005);
        Assert.InRange(data.Preprocessing.Std[0], 0.353 - 0.005, 0.353 + 0.005);
        Assert.Contains("10000 training and 2000 test images, 1 x 28 x 28, 10 classes", data.Description);
    }

    [Fact]
    public void SplitTrain_of_the_carried_subset_is_balanced_and_leaves_the_test_images_alone()
    {
        var data = ImageData.Load("fashion-mnist-subset");
        var (train, validation) = data.SplitTrain(0.5, seed: 1);
        Assert.All(train.Labels.CountBy(l => l).Concat(validation.Labels.CountBy(l => l)), p => Assert.Equal(500, p.Value));
        Assert.Equal(4, new[] { data.Train.Fingerprint, train.Fingerprint, validation.Fingerprint, data.Test.Fingerprint }.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batch_of_the_carried_subset_holds_the_normalised_pixels(bool channelsLast)
    {
        var data = ImageData.Load("fashion-mnist-subset");
        using var loader = data.Test.CreateLoader(new LoaderOptions { BatchSize = 2000, Shuffle = false, ChannelsLast = channelsLast });
        using var batch = loader.Next();
        Assert.Equal([2000L, 1, 28, 28], batch.Input.shape);
        Assert.Equal(data.Test.Labels.Select(l => (long)l), batch.Target.to_array<long>());
        var values = batch.Input.to_array<float>();
        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(values.Average(v => v * v), 0.95, 1.05);
        Assert.Equal((float)(-data.Preprocessing.Mean[0] / data.Preprocessing.Std[0]), values[0]); // the corner is black
    }

    [Fact]
    public void Batch_in_channels_last_has_the_same_values_in_another_layout()
    {
        var data = Colours(20);
        Batch Of(bool last) => data.Train.CreateLoader(new LoaderOptions { BatchSize = 20, ChannelsLast = last, Augmentation = ImageAugmentation.Cifar with { CutoutLength = 4 } }).Next();
        using var plain = Of(false);
        using var last = Of(true);
        Assert.Equal(plain.Input.to_array<float>(), last.Input.to_array<float>());
        Assert.True(plain.Input.is_contiguous());
        Assert.True(last.Input.is_contiguous(torch.memory_format.channels_last));
        Assert.False(last.Input.is_contiguous());
    }

    private static ImageData Colours(int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * 8 * 9 * 3).Select(i => (byte)(i * 29 + i / 200))];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 2)];
        return ImageData.FromPixels("colours", ["even", "odd"], (pixels, labels), (pixels, labels), 8, 9, 3);
    }

    [Fact]
    public void Augmented_batches_do_not_depend_on_workers()
    {
        var options = new LoaderOptions { BatchSize = 7, Seed = 2, Augmentation = ImageAugmentation.Cifar with { CutoutLength = 3 }, Workers = 0 };
        using var plain = Colours(20).Train.CreateLoader(options);
        using var threaded = Colours(20).Train.CreateLoader(options with { Workers = 3 });
        for (var i = 0; i < 12; i++)
        {
            using var a = plain.Next();
            using var b = threaded.Next();
            Assert.Equal(a.Input.to_array<float>(), b.Input.to_array<float>());
            Assert.Equal(a.Target.to_array<long>(), b.Target.to_array<long>());
        }
    }

    [Fact]
    public void Augmentation_of_a_sample_changes_from_epoch_to_epoch()
    {
        using var loader = Colours(2).Train.CreateLoader(new LoaderOptions { BatchSize = 2, Shuffle = false, Augmentation = ImageAugmentation.Cifar });
        var seen = new HashSet<string>();
        for (var epoch = 0; epoch < 20; epoch++)
        {
            using var batch = loader.Next();
            seen.Add(string.Join(' ', batch.Input.to_array<float>()));
        }
        Assert.InRange(seen.Count, 18, 20);
    }

    [Fact]
    public void Loader_of_images_keeps_the_number_of_live_tensors_constant()
    {
        using var loader = Colours(40).Train.CreateLoader(new LoaderOptions { BatchSize = 4, Workers = 2 });
        var counts = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            using var scope = torch.NewDisposeScope();
            using var batch = loader.Next();
            counts.Add(scope.Count);
        }
        Assert.All(counts, c => Assert.Equal(2, c));
    }

    [Fact]
    public void Load_of_an_image_folder_decodes_resizes_and_finds_the_classes()
    {
        WriteClassFolder("train", 6);
        WriteClassFolder("val", 2);
        var data = ImageData.Load(_folder, new ImageDataOptions { ImageSize = 16 });
        Assert.Equal(["bright", "dark"], data.ClassNames);
        Assert.Equal((12, 4), (data.Train.Count, data.Test.Count));
        Assert.Equal([3L, 16, 16], data.Train.InputShape);
        foreach (var augmentation in new[] { ImageAugmentation.None, ImageAugmentation.ImageNet })
        {
            using var loader = data.Train.CreateLoader(new LoaderOptions { BatchSize = 12, Augmentation = augmentation });
            using var batch = loader.Next();
            var values = batch.Input.to_array<float>();
            var labels = batch.Target.to_array<long>();
            for (var i = 0; i < 12; i++)
            {
                var expected = ((labels[i] == 0 ? 220 : 30) / 255.0 - 0.485) / 0.229; // red comes first
                Assert.InRange(values[i * 3 * 16 * 16], expected - 0.1, expected + 0.1);
            }
        }
    }

    [Fact]
    public void Load_of_an_image_folder_with_three_parts_keeps_them_apart()
    {
        WriteClassFolder("train", 3);
        WriteClassFolder("val", 2);
        WriteClassFolder("test", 1);
        var data = ImageData.Load(_folder);
        Assert.Equal((6, 4, 2), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Directory.Delete(At("test"), recursive: true);
        Assert.Equal(4, ImageData.Load(_folder).Test.Count);
        Assert.Null(ImageData.Load(_folder).Validation);
    }

    [Fact]
    public void Load_of_an_undivided_image_folder_sets_the_same_test_images_aside_every_time()
    {
        WriteClassFolder(".", 10);
        var first = ImageData.Load(_folder);
        Assert.Equal((16, 4), (first.Train.Count, first.Test.Count));
        Assert.All(first.Test.Labels.CountBy(l => l), p => Assert.Equal(2, p.Value));
        Assert.Equal(first.Test.Fingerprint, ImageData.Load(_folder).Test.Fingerprint);
        Assert.Empty(first.Train.Samples.ToArray().Intersect(first.Test.Samples.ToArray()));
    }

    private void WriteClassFolder(string part, int perClass)
    {
        for (var i = 0; i < perClass; i++)
            foreach (var (name, level) in new[] { ("bright", 220), ("dark", 30) })
            {
                var pixels = new byte[24 * 40 * 3];
                Array.Fill(pixels, (byte)level);
                var grey = pixels[..(24 * 40)];
                File.WriteAllBytes(At(part, name, $"{i}.jpg"), i % 2 == 0 ? JpegWriter.Write(pixels, 40, 24, 3) : JpegWriter.Write(grey, 40, 24, 1));
                if (i == 0)
                    File.WriteAllBytes(At(part, name, "0.jpg"), PngWriter.Rgb(30, 50, (_, _, _) => level)); // the content counts, not the name
                File.WriteAllText(At(part, name, "notes.txt"), "no image");
            }
    }

    [Fact]
    public void Damaged_image_of_a_folder_is_named_when_its_batch_is_due()
    {
        WriteClassFolder("train", 3);
        WriteClassFolder("test", 3);
        var victim = At("train", "dark", "2.jpg");
        File.WriteAllBytes(victim, File.ReadAllBytes(victim)[..^200]);
        using var loader = ImageData.Load(_folder).Train.CreateLoader(new LoaderOptions { BatchSize = 6 });
        var error = Assert.Throws<SampleException>(() => loader.Next());
        Assert.Contains(victim, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Load_of_cifar_records_and_of_their_archive_agree()
    {
        string[] names = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];
        foreach (var name in names)
            File.WriteAllBytes(At("plain", name), TestFiles.Cifar(10, 10));
        File.WriteAllBytes(At("packed", "cifar-10-binary.tar.gz"), TestFiles.TarGz([.. names.Select(n => ($"cifar-10-batches-bin/{n}", TestFiles.Cifar(10, 10)))]));
        var plain = ImageData.Load(At("plain"));
        var packed = ImageData.Load(At("packed"));
        Assert.Equal((50, 10), (plain.Train.Count, plain.Test.Count));
        Assert.Equal(plain.Preprocessing, packed.Preprocessing);
        Assert.Equal(plain.Train.Labels, packed.Train.Labels);
        Assert.Equal("truck", packed.ClassNames[9]);
    }

    [Theory]
    [InlineData(10, "bird")]
    [InlineData(100, "baby")]
    public void Load_of_train_and_test_records_knows_which_cifar_they_are(int classes, string third)
    {
        File.WriteAllBytes(At("train.bin.gz"), TestFiles.Gzip(TestFiles.Cifar(20, classes)));
        File.WriteAllBytes(At("test.bin"), TestFiles.Cifar(10, classes));
        var data = ImageData.Load(_folder);
        Assert.Equal((20, 10, classes), (data.Train.Count, data.Test.Count, data.ClassCount));
        Assert.Equal(third, data.ClassNames[2]);
    }

    [Fact]
    public void Load_of_an_unknown_name_lists_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ImageData.Load("fashion-minst"));
        Assert.Contains("'fashion-minst' is neither a folder nor a known data set", error.Message);
        Assert.Contains("fashion-mnist-subset, fashion-mnist, mnist, cifar10, cifar100", error.Message);
    }

    [Fact]
    public void Load_without_permission_to_download_says_what_to_fetch()
    {
        var error = Assert.Throws<DownloadException>(() => ImageData.Load("cifar10", new ImageDataOptions { Root = _folder, Download = false }));
        Assert.Contains("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", error.Message);
        Assert.Contains(Path.Combine(_folder, "cifar10"), error.Message);
    }

    [Fact]
    public void Load_of_an_empty_folder_says_what_was_expected()
    {
        var error = Assert.Throws<DataFormatException>(() => ImageData.Load(_folder));
        Assert.Contains("has no class folders; expected CLASS/IMAGE.jpg", error.Message);
    }

    [Fact]
    public void Load_of_labels_that_do_not_match_the_images_names_both_files()
    {
        foreach (var part in new[] { "train", "t10k" })
        {
            File.WriteAllBytes(At($"{part}-images-idx3-ubyte"), TestFiles.Idx([3, 2, 2], new byte[12]));
            File.WriteAllBytes(At($"{part}-labels-idx1-ubyte"), TestFiles.Idx([2], [0, 1]));
        }
        var error = Assert.Throws<DataFormatException>(() => ImageData.Load(_folder));
        Assert.Contains("train-labels-idx1-ubyte: has 2 labels for the 3 images of train-images-idx3-ubyte", error.Message);
    }

    [Fact]
    public void Loader_with_an_impossible_augmentation_is_refused()
    {
        var options = new LoaderOptions { BatchSize = 2, Augmentation = new ImageAugmentation { CropPadding = -1 } };
        Assert.Contains("CropPadding is -1", Assert.Throws<ArgumentException>(() => Colours(4).Train.CreateLoader(options)).Message);
    }

    [Fact]
    public void Load_of_the_imagenette_folder_finds_ten_balanced_classes()
    {
        // Where the larger data sets are present, real photos; everywhere, the carried images.
        var data = ImageData.Load(TestFiles.LargeData("imagenette_subset") ?? "fashion-mnist-subset", new ImageDataOptions { ImageSize = 64 });
        Assert.Single(data.Train.Labels.CountBy(l => l).Select(p => p.Value).Distinct());
        Assert.Equal(10, data.ClassCount);
        using var loader = data.Train.CreateLoader(new LoaderOptions { BatchSize = 32, Augmentation = ImageAugmentation.ImageNet, Workers = 2 });
        using var batch = loader.Next();
        Assert.Equal([32L, data.Preprocessing.Channels, 64, 64], batch.Input.shape);
        Assert.InRange(batch.Input.to_array<float>().Average(), -1.5, 1.5);
    }
}
