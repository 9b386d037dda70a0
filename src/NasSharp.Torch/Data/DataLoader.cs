namespace NasSharp.Torch.Data;

/// <summary>
/// Batches of a split, made ahead by background threads. What a batch holds depends on split, seed, epoch, batch number and options
/// only, so that a run continues exactly from a saved <see cref="Position"/>. Use it from one thread at a time.
/// </summary>
/// <typeparam name="TSplit">The purpose of the data.</typeparam>
public sealed class DataLoader<TSplit> : IDisposable
    where TSplit : DataSplit
{
    private readonly BatchPlan _plan;
    private readonly Func<int[], int, CancellationToken, PreparedBatch> _make;
    private readonly int _workers;
    private BatchQueue? _queue;
    private bool _disposed;

    /// <summary>Makes a loader; threads start with the first batch.</summary>
    /// <param name="split">The samples.</param>
    /// <param name="options">Batch size, order and so on.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the batch is larger than the split.</exception>
    public DataLoader(TSplit split, LoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        Split = split;
        Options = options ?? new LoaderOptions();
        Options.Validate(split);
        _plan = new BatchPlan(split, Options);
        _workers = Options.WorkersFor(split);
        _make = MakerFor(split.Dataset, Options);
        Position = new LoaderPosition(Options.Seed, 0, 0);
    }

    /// <summary>Stops the threads of a loader that was not disposed.</summary>
    ~DataLoader() => _queue?.Stop();

    /// <summary>The samples.</summary>
    public TSplit Split { get; }

    /// <summary>The options, as given.</summary>
    public LoaderOptions Options { get; }

    /// <summary>Batches of an epoch, at least 1.</summary>
    public int BatchesPerEpoch => _plan.BatchesPerEpoch;

    /// <summary>The batch that is handed out next; (epoch + 1, 0) after the last one of an epoch.</summary>
    public LoaderPosition Position { get; private set; }

    /// <summary>Continues at a saved position.</summary>
    /// <exception cref="ArgumentException">The position is of another seed, or the epoch has no such batch.</exception>
    public void Seek(LoaderPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        if (position.Seed != Options.Seed)
            throw new ArgumentException($"The position was saved with seed {position.Seed}, the loader of {Split.Name} has seed {Options.Seed}; use the same seed.");
        if (position.Epoch < 0 || position.Batch < 0 || position.Batch >= BatchesPerEpoch)
            throw new ArgumentException($"The {Split.Kind} split of {Split.Name} has no batch {position.Batch} of epoch {position.Epoch}; an epoch has {BatchesPerEpoch} of {Options.BatchSize} samples.");
        if (position == Position)
            return;
        StopWorkers();
        Position = position;
    }

    /// <summary>Continues at the start of an epoch.</summary>
    public void Seek(int epoch) => Seek(new LoaderPosition(Options.Seed, epoch, 0));

    /// <summary>The rest of the current epoch. Each batch is disposed when the next one is asked for.</summary>
    public IEnumerable<Batch> Epoch()
    {
        var epoch = Position.Epoch;
        while (Position.Epoch == epoch)
        {
            using var batch = Next(untilEpoch: Options.Shuffle ? int.MaxValue : epoch + 1);
            yield return batch;
        }
    }

    /// <summary>
    /// The next batch, over the ends of epochs; the caller disposes it. Its tensors belong to the dispose scope that is open now.
    /// </summary>
    /// <exception cref="SampleException">A sample of the batch could not be read.</exception>
    public Batch Next() => Next(int.MaxValue);

    /// <summary>Stops the threads and frees what they have made ahead.</summary>
    public void Dispose()
    {
        _disposed = true;
        StopWorkers();
        GC.SuppressFinalize(this);
    }

    private Batch Next(int untilEpoch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var prepared = _workers == 0 ? _make(_plan.Samples(Position.Epoch, Position.Batch), Position.Epoch, default) : Take(untilEpoch);
        var batch = prepared.ToBatch();
        Position = After(Position);
        return Options.Device is { type: not DeviceType.CPU } device ? batch.To(device) : batch;
    }

    // An epoch in data set order is for evaluation: nothing is read beyond its end unless it is asked for.
    private PreparedBatch Take(int untilEpoch)
    {
        _queue ??= new BatchQueue(_make, _plan, Position, _workers, Options.Prefetch, $"{Split.Kind} loader");
        return _queue.Take(untilEpoch);
    }

    private LoaderPosition After(LoaderPosition position) =>
        position.Batch + 1 < BatchesPerEpoch ? position with { Batch = position.Batch + 1 } : position with { Epoch = position.Epoch + 1, Batch = 0 };

    // Static, so that the threads do not keep a forgotten loader alive.
    private static Func<int[], int, CancellationToken, PreparedBatch> MakerFor(Dataset dataset, LoaderOptions options) => (samples, epoch, cancellation) =>
        dataset.Prepare(samples, new BatchRequest(options.Seed, epoch, options.Augmentation, options.ChannelsLast) { Cancellation = cancellation });

    private void StopWorkers()
    {
        _queue?.Dispose();
        _queue = null;
    }
}
