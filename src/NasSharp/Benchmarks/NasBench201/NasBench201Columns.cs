namespace NasSharp.Benchmarks.NasBench201;

/// <summary>Which column of the table holds what.</summary>
internal static class NasBench201Columns
{
    /// <summary>The accuracies that the benchmark has.</summary>
    public static IReadOnlyList<(ImageSet Images, AccuracySplit Split, int Epochs)> Known { get; } =
    [
        .. from images in Enum.GetValues<ImageSet>()
           from epochs in new[] { 12, 200 }
           from split in Enum.GetValues<AccuracySplit>()
           where Exists(images, split, epochs)
           select (images, split, epochs),
    ];

    /// <summary>The column of a mean accuracy.</summary>
    /// <exception cref="BenchmarkException">The benchmark has none.</exception>
    public static string Accuracy(ImageSet images, AccuracySplit split, int epochs)
    {
        Check(epochs);
        if (!Exists(images, split, epochs))
            throw new BenchmarkException($"NAS-Bench-201 has no accuracy for {images}, {split}, {epochs} epochs; "
                + $"for {images} it has {string.Join("; ", Known.Where(k => k.Images == images).Select(k => $"{k.Split} at {k.Epochs}"))}.");
        return (images, split, epochs) switch
        {
            (ImageSet.Cifar10, AccuracySplit.Validation, 12) => "c10_valid12",
            (ImageSet.Cifar10, AccuracySplit.Validation, _) => "c10_valid200",
            (_, AccuracySplit.Validation, _) => $"{Short(images)}_val{epochs}",
            (_, AccuracySplit.Test, _) => $"{Short(images)}_test{epochs}",
            (_, AccuracySplit.ValidationAndTest, _) => $"{Short(images)}_valtest200",
            _ => $"{Short(images)}_naslib200",
        };
    }

    /// <summary>The columns of the single runs; none where the table has the mean only.</summary>
    public static IEnumerable<string> Runs(ImageSet images, AccuracySplit split, int epochs) => (images, split, epochs) switch
    {
        (ImageSet.Cifar10, AccuracySplit.Validation, 200) or (not ImageSet.Cifar10, AccuracySplit.ValidationAndTest, 200)
            => Enumerable.Range(0, 3).Select(r => $"{Accuracy(images, split, epochs)}_r{r}"),
        (_, AccuracySplit.SingleRun, _) => [Accuracy(images, split, epochs)],
        _ => [],
    };

    /// <summary>The column of the training time for 200 epochs; for CIFAR-10 that of the training half, which a search would train on.</summary>
    public static string Seconds(ImageSet images) => images == ImageSet.Cifar10 ? "c10v_time200" : $"{Short(images)}_time200";

    public static string Short(ImageSet images) => images switch
    {
        ImageSet.Cifar10 => "c10",
        ImageSet.Cifar100 => "c100",
        _ => "in16",
    };

    public static void Check(int epochs)
    {
        if (epochs is not (12 or 200))
            throw new BenchmarkException($"NAS-Bench-201 has no results for {epochs} epochs; it has 12 and 200.");
    }

    private static bool Exists(ImageSet images, AccuracySplit split, int epochs) => split switch
    {
        AccuracySplit.ValidationAndTest => images != ImageSet.Cifar10 && epochs == 200,
        AccuracySplit.SingleRun => epochs == 200,
        _ => true,
    };
}
