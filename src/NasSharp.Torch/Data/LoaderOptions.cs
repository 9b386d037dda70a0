namespace NasSharp.Torch.Data;

/// <summary>How a loader makes batches. Workers and prefetching change the speed, never the content.</summary>
public sealed record LoaderOptions
{
    /// <summary>Samples of a batch, 1 to the number in the split; default 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Whether each epoch has an order of its own, drawn from the seed; default yes. Without it the order is the data set's.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether the last batch of an epoch is left out when it is smaller than the others; default no.</summary>
    public bool DropLast { get; init; }

    /// <summary>Decides order and augmentation; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Random changes of images; default none.</summary>
    public ImageAugmentation Augmentation { get; init; } = ImageAugmentation.None;

    /// <summary>Threads that make batches in the background; 0: none, the caller waits. Null, the default: 1 for data in memory, up to 4 for image files.</summary>
    public int? Workers { get; init; }

    /// <summary>Batches that are made ahead, at least 1; default 4.</summary>
    public int Prefetch { get; init; } = 4;

    /// <summary>Whether images lie channels-last in memory, the faster layout for convolutions; default no. The shape stays [N, C, H, W].</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Where the tensors of a batch live; null, the default: on the CPU.</summary>
    public torch.Device? Device { get; init; }

    internal void Validate(DataSplit split)
    {
        if (BatchSize < 1)
            throw new ArgumentException($"{nameof(BatchSize)} is {BatchSize}; expected 1 or more.");
        if (BatchSize > split.Count)
            throw new ArgumentException($"{nameof(BatchSize)} is {BatchSize}, but the {split.Kind} split of {split.Name} has only {split.Count} samples; choose a smaller batch.");
        if (Workers is < 0 or > 256)
            throw new ArgumentException($"{nameof(Workers)} is {Workers}; expected 0 to 256.");
        if (Prefetch is < 1 or > 1024)
            throw new ArgumentException($"{nameof(Prefetch)} is {Prefetch}; expected 1 to 1024.");
        ArgumentNullException.ThrowIfNull(Augmentation);
        if (split.Dataset is Images.ImageDataset images)
            Augmentation.Validate(images.Preprocessing);
    }

    internal int WorkersFor(DataSplit split) =>
        Workers ?? (split.Dataset is Images.ImageDataset { IsSlow: true } ? Math.Clamp(Environment.ProcessorCount, 1, 4) : 1);
}
