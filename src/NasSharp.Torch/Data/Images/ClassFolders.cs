namespace NasSharp.Torch.Data.Images;

/// <summary>Image folders: one sub-folder for each class, below <c>train</c> and <c>test</c> or <c>val</c>, or without such a division.</summary>
internal static class ClassFolders
{
    private const int DefaultSize = 224;

    private static readonly string[] ValidationFolders = ["val", "valid", "validation"];

    // The parts of an undivided folder must be the same in every run, whatever the run's seed: what was test data once stays it.
    private const long TestSeed = 0;

    public static ImageData Load(string name, string folder, ImageDataOptions options)
    {
        var preprocessing = options.Preprocessing ?? ByDefault(options);
        var trainFolder = Path.Combine(folder, "train");
        if (!Directory.Exists(trainFolder))
            return Divide(name, folder, preprocessing, options);
        // Without test images the validation images take their place, as the field does with ImageNet.
        var testFolder = Existing(folder, "test");
        var validationFolder = Existing(folder, ValidationFolders);
        if ((testFolder ?? validationFolder) is not { } last)
            throw new DataFormatException(folder, "has a folder train but neither test nor val beside it; add one with the same class folders");
        var (classes, train) = Read($"{name} (train)", trainFolder, preprocessing.Channels, null);
        ImageDataset Of(string title, string from) => new(title, Read(title, from, preprocessing.Channels, classes).Source, classes, preprocessing);
        return new ImageData(name, folder, new TrainSplit(new ImageDataset($"{name} (train)", train, classes, preprocessing)),
            new TestSplit(Of($"{name} (test)", last)), testFolder is null || validationFolder is null ? null : new ValidationSplit(Of($"{name} (validation)", validationFolder)));
    }

    private static string? Existing(string folder, params string[] names) => names.Select(n => Path.Combine(folder, n)).FirstOrDefault(Directory.Exists);

    private static ImageData Divide(string name, string folder, ImagePreprocessing preprocessing, ImageDataOptions options)
    {
        var (classes, source) = Read(name, folder, preprocessing.Channels, null);
        var dataset = new ImageDataset(name, source, classes, preprocessing);
        var (train, test) = Stratified.Divide(new TrainSplit(dataset), options.TestFraction, TestSeed);
        return new ImageData(name, $"{folder} (test images drawn from each class)", new TrainSplit(dataset, train), new TestSplit(dataset, test));
    }

    private static ImagePreprocessing ByDefault(ImageDataOptions options)
    {
        var size = options.ImageSize ?? DefaultSize;
        return new ImagePreprocessing
        {
            Channels = options.Channels,
            Height = size,
            Width = size,
            ResizeShortSide = size * 256 / 224,
            Mean = options.Channels == 3 ? ImagePreprocessing.ImageNetMean : [0.449], // the mean over ImageNet's channels
            Std = options.Channels == 3 ? ImagePreprocessing.ImageNetStd : [0.226],
        };
    }

    private static (string[] Classes, ImageFiles Source) Read(string name, string folder, int channels, string[]? known)
    {
        var classes = Directory.GetDirectories(folder).Select(f => Path.GetFileName(f)!).Where(c => !c.StartsWith('.')).Order(StringComparer.Ordinal).ToArray();
        if (classes.Length == 0)
            throw new DataFormatException(folder, "has no class folders; expected CLASS/IMAGE.jpg, or train/CLASS/IMAGE.jpg and test/CLASS/IMAGE.jpg, or IDX or CIFAR files");
        if (known is not null && classes.Except(known).FirstOrDefault() is { } unknown)
            throw new DataFormatException(Path.Combine(folder, unknown), "is a class that the training images do not have");
        var (paths, labels) = (new List<string>(), new List<int>());
        foreach (var label in classes)
        {
            var files = Directory.EnumerateFiles(Path.Combine(folder, label), "*", SearchOption.AllDirectories)
                .Where(file => ImageDecoder.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal).ToArray();
            if (files.Length == 0)
                throw new DataFormatException(Path.Combine(folder, label), $"is a class without images; expected files ending in {string.Join(", ", ImageDecoder.Extensions)}");
            paths.AddRange(files);
            labels.AddRange(Enumerable.Repeat(Array.IndexOf(known ?? classes, label), files.Length));
        }
        return (known ?? classes, new ImageFiles([.. paths], [.. labels], channels));
    }
}
