using NasSharp.Torch.Data;

namespace NasSharp.Training;

/// <summary>The batches of a split in data set order, over and over; whatever the split's purpose.</summary>
internal sealed class EvaluationLoader : IDisposable
{
    private readonly IDisposable _loader;
    private readonly Func<IEnumerable<Batch>> _batches;

    private EvaluationLoader(IDisposable loader, int count, Func<IEnumerable<Batch>> batches) => (_loader, Count, _batches) = (loader, count, batches);

    /// <summary>Batches of one pass.</summary>
    public int Count { get; }

    /// <summary>Opens a loader; the options say how, but for the order.</summary>
    public static EvaluationLoader Open(DataSplit split, LoaderOptions options)
    {
        var ordered = options with { Shuffle = false, DropLast = false, BatchSize = Math.Min(options.BatchSize, split.Count) };
        return split switch
        {
            TrainSplit train => Of(train.CreateLoader(ordered)),
            ValidationSplit validation => Of(validation.CreateLoader(ordered)),
            TestSplit test => Of(test.CreateLoader(ordered)),
            _ => throw new ArgumentException($"{split.GetType().Name} is no split that can be evaluated.", nameof(split)),
        };
    }

    /// <summary>Opens a loader of a few batches drawn at random, the same ones in every pass.</summary>
    public static EvaluationLoader OpenPart(ValidationSplit split, LoaderOptions options, int batches)
    {
        var loader = split.CreateLoader(options with { Shuffle = true, DropLast = false, BatchSize = Math.Min(options.BatchSize, split.Count) });
        var count = Math.Min(batches, loader.BatchesPerEpoch);
        return new EvaluationLoader(loader, count, () => First(loader, count));
    }

    /// <summary>One pass from the first sample to the last.</summary>
    public IEnumerable<Batch> Batches() => _batches();

    /// <summary>Stops the loader's threads.</summary>
    public void Dispose() => _loader.Dispose();

    private static IEnumerable<Batch> First(DataLoader<ValidationSplit> loader, int count)
    {
        loader.Seek(0);
        for (var i = 0; i < count; i++)
        {
            using var batch = loader.Next();
            yield return batch;
        }
    }

    private static EvaluationLoader Of<TSplit>(DataLoader<TSplit> loader)
        where TSplit : DataSplit => new(loader, loader.BatchesPerEpoch, () =>
        {
            loader.Seek(0);
            return loader.Epoch();
        });
}
