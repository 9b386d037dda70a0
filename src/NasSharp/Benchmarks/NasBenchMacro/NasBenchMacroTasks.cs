using NasSharp.Benchmarks.Search;

namespace NasSharp.Benchmarks.NasBenchMacro;

/// <summary>Searches on NAS-Bench-Macro.</summary>
public static class NasBenchMacroTasks
{
    /// <summary>
    /// Maximizes test accuracy, since the benchmark has no other; the reported accuracy is the mean of three runs.
    /// </summary>
    /// <param name="table">The benchmark.</param>
    /// <param name="split">What the tuner sees: <see cref="AccuracySplit.SingleRun"/>, the default, is the first run; <see cref="AccuracySplit.Test"/> the mean.</param>
    /// <exception cref="BenchmarkException">The benchmark has no such accuracy.</exception>
    public static BenchmarkTask Accuracy(NasBenchMacroTable table, AccuracySplit split = AccuracySplit.SingleRun)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (split is not (AccuracySplit.SingleRun or AccuracySplit.Test))
            throw new BenchmarkException($"NAS-Bench-Macro has no accuracy for {split}; it has Test, and SingleRun, the first of three runs.");
        var single = split == AccuracySplit.SingleRun;
        return new BenchmarkTask
        {
            Name = $"{NasBenchMacroTable.Name} Cifar10 {split}",
            Space = NasBenchMacroSpace.Space,
            Score = (a, _) => table.Score(a, single),
            Final = a => table.Score(a, single: false),
            BestScore = table.Best(single),
            Epochs = 1,
            LeastEpochs = 1,
        };
    }
}
