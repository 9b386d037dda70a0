using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training.Metrics;

namespace NasSharp.Training;

/// <summary>Measures a model on a whole split: evaluation mode, no gradients, data set order, no augmentation.</summary>
public static class Evaluation
{
    /// <summary>Runs an objective over a split.</summary>
    /// <param name="objective">Runs the model; its <c>loss</c> and metrics are averaged over all samples.</param>
    /// <param name="model">The model, put into evaluation mode meanwhile.</param>
    /// <param name="split">The data.</param>
    /// <param name="batchSize">Samples of a batch; default 256, fewer when the split is smaller.</param>
    /// <param name="device">Where the model lives; null: the CPU.</param>
    /// <param name="progress">Told the batches done and their number.</param>
    /// <param name="cancel">Ends the evaluation between two batches.</param>
    /// <returns>Means by name, <c>loss</c> among them.</returns>
    public static IReadOnlyDictionary<string, double> Run(
        Objective objective, torch.nn.Module model, DataSplit split, int batchSize = 256, torch.Device? device = null,
        Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var options = new LoaderOptions { BatchSize = Math.Min(batchSize, split.Count), Shuffle = false, Device = device, ChannelsLast = MemoryLayout.Suits(model) };
        using var loader = EvaluationLoader.Open(split, options);
        return Run(objective, model, loader, progress, cancel);
    }

    /// <summary>As above, with a loader that is used again and again.</summary>
    internal static IReadOnlyDictionary<string, double> Run(
        Objective objective, torch.nn.Module model, EvaluationLoader loader, Action<int, int>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(model);
        var training = model.training;
        model.eval();
        try
        {
            using var recording = torch.no_grad();
            var averages = new MetricAverages();
            var done = 0;
            foreach (var batch in loader.Batches())
            {
                cancel.ThrowIfCancellationRequested();
                using (torch.NewDisposeScope())
                    averages.Add(objective(batch));
                progress?.Invoke(++done, loader.Count);
            }
            return averages.Means;
        }
        finally
        {
            model.train(training);
        }
    }
}
