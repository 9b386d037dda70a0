using NasSharp.Torch.Data.Images;

namespace NasSharp.Torch.Data;

/// <summary>A labelled image data set with its official division into training and test images.</summary>
public sealed class ImageData
{
    internal ImageData(string name, string place, TrainSplit train, TestSplit test, ValidationSplit? validation = null)
    {
        (Name, Train, Test, Validation) = (name, train, test, validation);
        Preprocessing = ((ImageDataset)train.Dataset).Preprocessing;
        var shape = string.Join(" x ", train.InputShape);
        Description = $"{name}: {train.Count} training and {test.Count} test images, {shape}, {train.ClassCount} classes, from {place}";
    }

    /// <summary>The names that <see cref="Load"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = NamedImageSets.Names;

    /// <summary>The data set's name, or the folder's.</summary>
    public string Name { get; }

    /// <summary>One line for people: counts, size, classes, where it lies.</summary>
    public string Description { get; }

    /// <summary>What is done to every image; the same for all splits, and stored beside trained weights.</summary>
    public ImagePreprocessing Preprocessing { get; }

    /// <summary>All official training images.</summary>
    public TrainSplit Train { get; }

    /// <summary>The official test images; those of the folder <c>val</c> when an image folder has no <c>test</c>.</summary>
    public TestSplit Test { get; }

    /// <summary>The official validation images, when an image folder has both <c>val</c> and <c>test</c>; otherwise null: use <see cref="SplitTrain"/>.</summary>
    public ValidationSplit? Validation { get; }

    /// <summary>The names of the classes in the order of their numbers.</summary>
    public IReadOnlyList<string> ClassNames => Train.ClassNames;

    /// <summary>Number of classes.</summary>
    public int ClassCount => Train.ClassCount;

    /// <summary>
    /// Loads a data set by one of the <see cref="Names"/>, downloading it when it is missing, or from a folder with IDX files, CIFAR
    /// records (or their archive), or images in one sub-folder for each class.
    /// </summary>
    /// <param name="nameOrFolder">The name or folder.</param>
    /// <param name="options">Where to look and how to prepare.</param>
    /// <exception cref="ArgumentException">Neither a known name nor a folder, or an option is wrong.</exception>
    /// <exception cref="DataFormatException">A file is damaged, or the folder holds no images.</exception>
    /// <exception cref="Download.DownloadException">The data set could not be downloaded.</exception>
    public static ImageData Load(string nameOrFolder, ImageDataOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrFolder);
        options ??= new ImageDataOptions();
        if (NamedImageSets.Find(nameOrFolder, options) is { } found)
            return ImageSetFolder.Load(found.Name, found.Folder, options);
        return Directory.Exists(nameOrFolder)
            ? ImageSetFolder.Load(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(nameOrFolder))), nameOrFolder, options)
            : throw new ArgumentException($"'{nameOrFolder}' is neither a folder nor a known data set; the known ones are {string.Join(", ", Names)}.", nameof(nameOrFolder));
    }

    /// <summary>Makes a data set of pixels in memory.</summary>
    /// <param name="name">What records and messages call it.</param>
    /// <param name="classNames">The names of the classes.</param>
    /// <param name="train">Training pixels, [count, height, width, channels], and the class of each image.</param>
    /// <param name="test">Test pixels and classes in the same form.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="options">How to prepare.</param>
    public static ImageData FromPixels(string name, IReadOnlyList<string> classNames, (byte[] Pixels, int[] Labels) train, (byte[] Pixels, int[] Labels) test,
        int height, int width, int channels, ImageDataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        return ImageSetFolder.InMemory(name, "memory", classNames,
            new MemoryImages($"{name} (train)", train.Pixels, train.Labels, height, width, channels),
            new MemoryImages($"{name} (test)", test.Pixels, test.Labels, height, width, channels), options ?? new ImageDataOptions());
    }

    /// <summary>Sets a part of the training images aside as validation data, drawn from each class alike; see <see cref="TrainSplit.SplitOff"/>.</summary>
    /// <param name="validationFraction">The part for validation, in (0, 1).</param>
    /// <param name="seed">Decides which images.</param>
    public (TrainSplit Train, ValidationSplit Validation) SplitTrain(double validationFraction, long seed) => Train.SplitOff(validationFraction, seed);
}
