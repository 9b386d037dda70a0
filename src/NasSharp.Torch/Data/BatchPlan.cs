namespace NasSharp.Torch.Data;

/// <summary>Says which samples the batches of an endless sequence hold: a function of split, seed and options alone.</summary>
internal sealed class BatchPlan(DataSplit split, LoaderOptions options)
{
    private (int Epoch, int[] Order)? _latest;

    public int BatchesPerEpoch { get; } =
        options.DropLast ? split.Count / options.BatchSize : (split.Count + options.BatchSize - 1) / options.BatchSize;

    /// <summary>The samples of a batch; calls must not overlap.</summary>
    public int[] Samples(int epoch, int batch)
    {
        if (_latest?.Epoch != epoch)
            _latest = (epoch, Order(epoch));
        var start = batch * options.BatchSize;
        return _latest.Value.Order[start..Math.Min(start + options.BatchSize, split.Count)];
    }

    private int[] Order(int epoch)
    {
        var order = split.Samples.ToArray();
        if (options.Shuffle)
            new SampleDraws(options.Seed, epoch, -1).Shuffle(order.AsSpan());
        return order;
    }
}
