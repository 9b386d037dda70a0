using NasSharp.Benchmarks.Search;
using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench201;

/// <summary>Searches on NAS-Bench-201.</summary>
public static class NasBench201Tasks
{
    /// <summary>Maximizes an accuracy after 200 epochs; a tuner with fidelities may also look at 12 epochs. The reported accuracy is that on test images.</summary>
    /// <param name="table">The benchmark.</param>
    /// <param name="images">The images, both for the search and for the report.</param>
    /// <param name="split">What the tuner sees; <see cref="AccuracySplit.SingleRun"/> by default, as in NASLib. At 12 epochs it sees the validation accuracy.</param>
    public static BenchmarkTask Accuracy(NasBench201Table table, ImageSet images, AccuracySplit split = AccuracySplit.SingleRun)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new BenchmarkTask
        {
            Name = $"nasbench201 {images} {split}",
            Space = NasBench201Space.Space,
            Score = Scores(table.Reader(images, split, 200), table.Reader(images, AccuracySplit.Validation, 12)),
            Final = table.Reader(images, AccuracySplit.Test, 200),
            BestScore = table.Best(images, split, 200),
            Epochs = 200,
            LeastEpochs = 12,
            Seconds = Seconds(table, images),
        };
    }

    /// <summary>
    /// The protocol of the benchmark's paper (Table 5): the search sees validation accuracies after 12 epochs on CIFAR-10, for 12,000 seconds of training; the
    /// report is the test accuracy after 200 epochs on any of the images. Different from the paper: seconds of validation are not in the table, so a search
    /// makes a few trials more.
    /// </summary>
    public static BenchmarkTask Paper(NasBench201Table table, ImageSet reported = ImageSet.Cifar10)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new BenchmarkTask
        {
            Name = $"nasbench201 paper, {reported} test",
            Space = NasBench201Space.Space,
            Score = Scores(null, table.Reader(ImageSet.Cifar10, AccuracySplit.Validation, 12)),
            Final = table.Reader(reported, AccuracySplit.Test, 200),
            BestScore = table.Best(ImageSet.Cifar10, AccuracySplit.Validation, 12),
            Epochs = 12,
            LeastEpochs = 12,
            Seconds = Seconds(table, ImageSet.Cifar10),
        };
    }

    private static Func<Architecture, int, double> Scores(Func<Architecture, double>? whole, Func<Architecture, double> quick) => (architecture, epochs) =>
    {
        NasBench201Columns.Check(epochs);
        return (epochs == 200 && whole is not null ? whole : quick)(architecture);
    };

    private static Func<Architecture, int, double> Seconds(NasBench201Table table, ImageSet images)
    {
        var whole = table.SecondsReader(images);
        return (architecture, epochs) => whole(architecture) * epochs / 200;
    }
}
