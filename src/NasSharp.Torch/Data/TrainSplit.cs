namespace NasSharp.Torch.Data;

/// <summary>Samples that weights may be trained on.</summary>
public sealed class TrainSplit : DataSplit
{
    /// <summary>Declares a whole data set as training data.</summary>
    /// <param name="dataset">The samples.</param>
    public TrainSplit(Dataset dataset)
        : base(dataset, null)
    {
    }

    internal TrainSplit(Dataset dataset, int[] samples)
        : base(dataset, samples)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "train";

    /// <summary>
    /// Sets a part aside as validation data. The part is drawn at random from each class, in proportion to the class, and never in the
    /// order of the data set. The same seed gives the same parts.
    /// </summary>
    /// <param name="fraction">The part of the samples for validation, in (0, 1); DARTS uses 0.5, ENAS 0.1.</param>
    /// <param name="seed">Decides which samples.</param>
    public (TrainSplit Train, ValidationSplit Validation) SplitOff(double fraction, long seed)
    {
        var (kept, taken) = Stratified.Divide(this, fraction, seed);
        return (new TrainSplit(Dataset, kept), new ValidationSplit(Dataset, taken));
    }

    /// <summary>A smaller training set with the same balance of classes, for quick runs.</summary>
    /// <param name="count">How many samples, 1 to <see cref="DataSplit.Count"/>.</param>
    /// <param name="seed">Decides which samples.</param>
    public TrainSplit Take(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? this : new TrainSplit(Dataset, Stratified.Choose(this, count, seed).Taken);
    }

    /// <summary>A loader of batches of this split.</summary>
    public DataLoader<TrainSplit> CreateLoader(LoaderOptions? options = null) => new(this, options);
}
