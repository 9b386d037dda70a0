using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Data.Images;

/// <summary>Recognises what a folder of image data holds, and loads it.</summary>
internal static class ImageSetFolder
{
    private static readonly string[] Cifar10Train = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    /// <summary>Whether the folder holds IDX files or CIFAR records.</summary>
    public static bool HasKnownFiles(string folder) => Directory.Exists(folder) && Reader(folder) is not null;

    /// <summary>Loads IDX files, CIFAR records or an image folder.</summary>
    public static ImageData Load(string name, string folder, ImageDataOptions options) =>
        Reader(folder) is { } read ? read(name, folder, options) : ClassFolders.Load(name, folder, options);

    /// <summary>Makes a data set of images in memory.</summary>
    public static ImageData InMemory(string name, string place, IReadOnlyList<string> classNames, MemoryImages train, MemoryImages test, ImageDataOptions options)
    {
        if (train.Labels.Length == 0 || test.Labels.Length == 0)
            throw new DataFormatException(place, $"{name} has {train.Labels.Length} training and {test.Labels.Length} test images; expected one of each at least");
        if ((train.Height, train.Width, train.Channels) != (test.Height, test.Width, test.Channels))
            throw new DataFormatException(place, $"training images are {train.Height} x {train.Width} x {train.Channels}, test images {test.Height} x {test.Width} x {test.Channels}");
        var preprocessing = options.Preprocessing ?? Computed(train, options);
        return new ImageData(name, place, new TrainSplit(new ImageDataset($"{name} (train)", train, classNames, preprocessing)),
            new TestSplit(new ImageDataset($"{name} (test)", test, classNames, preprocessing)));
    }

    private static ImagePreprocessing Computed(MemoryImages train, ImageDataOptions options)
    {
        var (mean, std) = train.Statistics();
        return new ImagePreprocessing
        {
            Channels = train.Channels,
            Height = options.ImageSize ?? train.Height,
            Width = options.ImageSize ?? train.Width,
            Mean = mean,
            Std = std,
        };
    }

    private static Func<string, string, ImageDataOptions, ImageData>? Reader(string folder)
    {
        if (Existing(folder, "train-images-idx3-ubyte", "train-images.idx3-ubyte") is not null)
            return ReadIdx;
        if (Existing(folder, "cifar-10-binary.tar.gz", Cifar10Train[0]) is not null)
            return ReadCifar10;
        return Existing(folder, "cifar-100-binary.tar.gz", "train.bin") is not null ? ReadCifar100 : null;
    }

    private static ImageData ReadIdx(string name, string folder, ImageDataOptions options)
    {
        MemoryImages Part(string part, string title)
        {
            var imageFile = Required(folder, $"{part}-images-idx3-ubyte", $"{part}-images.idx3-ubyte");
            var labelFile = Required(folder, $"{part}-labels-idx1-ubyte", $"{part}-labels.idx1-ubyte");
            var images = IdxFile.Read(imageFile, 3);
            var labels = IdxFile.Read(labelFile, 1);
            if (images.Shape[0] != labels.Shape[0])
                throw new DataFormatException(labelFile, $"has {labels.Shape[0]} labels for the {images.Shape[0]} images of {Path.GetFileName(imageFile)}");
            if (images.Shape[1] == 0 || images.Shape[2] == 0)
                throw new DataFormatException(imageFile, $"has images of {images.Shape[1]} x {images.Shape[2]} pixels");
            return new MemoryImages($"{name} ({title})", images.Values, Array.ConvertAll(labels.Values, l => (int)l), images.Shape[1], images.Shape[2], 1);
        }

        var (train, test) = (Part("train", "train"), Part("t10k", "test"));
        var classes = Math.Max(10, train.Labels.Concat(test.Labels).DefaultIfEmpty().Max() + 1);
        IReadOnlyList<string> names = classes > 10 ? [.. Enumerable.Range(0, classes).Select(i => $"{i}")]
            : name.Contains("fashion", StringComparison.OrdinalIgnoreCase) ? KnownClassNames.FashionMnist : KnownClassNames.Digits;
        return InMemory(name, folder, names, train, test, options);
    }

    private static ImageData ReadCifar10(string name, string folder, ImageDataOptions options)
    {
        var (train, test) = Existing(folder, "cifar-10-binary.tar.gz") is { } archive
            ? (CifarRecords.ReadArchive(archive, Cifar10Train, 10), CifarRecords.ReadArchive(archive, ["test_batch.bin"], 10))
            : (CifarRecords.Read([.. Cifar10Train.Select(file => Required(folder, file))], 10), CifarRecords.Read([Required(folder, "test_batch.bin")], 10));
        return OfCifar(name, folder, KnownClassNames.Cifar10, train, test, options);
    }

    private static ImageData ReadCifar100(string name, string folder, ImageDataOptions options)
    {
        // Small extracts of CIFAR-10 are often kept as one train.bin and one test.bin too.
        if (Existing(folder, "cifar-100-binary.tar.gz") is null && CifarRecords.IsCifar10(Required(folder, "train.bin")))
            return OfCifar(name, folder, KnownClassNames.Cifar10, CifarRecords.Read([Required(folder, "train.bin")], 10), CifarRecords.Read([Required(folder, "test.bin")], 10), options);
        var (train, test) = Existing(folder, "cifar-100-binary.tar.gz") is { } archive
            ? (CifarRecords.ReadArchive(archive, ["train.bin"], 100), CifarRecords.ReadArchive(archive, ["test.bin"], 100))
            : (CifarRecords.Read([Required(folder, "train.bin")], 100), CifarRecords.Read([Required(folder, "test.bin")], 100));
        return OfCifar(name, folder, KnownClassNames.Cifar100, train, test, options);
    }

    private static ImageData OfCifar(string name, string folder, IReadOnlyList<string> classNames, CifarRecords train, CifarRecords test, ImageDataOptions options) =>
        InMemory(name, folder, classNames,
            new MemoryImages($"{name} (train)", train.Pixels, train.Labels, CifarRecords.Side, CifarRecords.Side, 3),
            new MemoryImages($"{name} (test)", test.Pixels, test.Labels, CifarRecords.Side, CifarRecords.Side, 3), options);

    private static string Required(string folder, params string[] names) => Existing(folder, names)
        ?? throw new DataFormatException(folder, $"has no file {names[0]}, plain or with .gz; copy or download it");

    private static string? Existing(string folder, params string[] names) =>
        names.SelectMany(name => new[] { name, name + ".gz" }).Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
