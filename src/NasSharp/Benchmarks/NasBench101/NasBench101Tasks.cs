using NasSharp.Benchmarks.Search;

namespace NasSharp.Benchmarks.NasBench101;

/// <summary>Searches on NAS-Bench-101.</summary>
public static class NasBench101Tasks
{
    /// <summary>
    /// Maximizes the mean test accuracy after 108 epochs, since validation accuracies are not in the table. That is easier than the protocols of papers, whose searches see one
    /// noisy validation accuracy; compare tuners with each other here, not with published curves. What is no cell is refused before it costs a query.
    /// </summary>
    public static BenchmarkTask TestAccuracy(NasBench101Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new BenchmarkTask
        {
            Name = $"{NasBench101Table.Name} Cifar10 Test",
            Space = NasBench101Space.Space,
            Allowed = a => NasBench101Space.Cell(a) is { } cell && table.Contains(cell),
            Score = (a, _) => table.TestAccuracy(NasBench101Space.Cell(a)!),
            Final = a => table.TestAccuracy(NasBench101Space.Cell(a)!),
            BestScore = table.Best(1)[0].TestAccuracy,
            Epochs = 108,
            LeastEpochs = 108,
        };
    }
}
