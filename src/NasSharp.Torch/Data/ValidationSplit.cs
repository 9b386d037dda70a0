namespace NasSharp.Torch.Data;

/// <summary>Samples that choices may be made on: architectures, learning rates, when to stop.</summary>
public sealed class ValidationSplit : DataSplit
{
    /// <summary>Declares a whole data set as validation data.</summary>
    /// <param name="dataset">The samples.</param>
    public ValidationSplit(Dataset dataset)
        : base(dataset, null)
    {
    }

    internal ValidationSplit(Dataset dataset, int[] samples)
        : base(dataset, samples)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "validation";

    /// <summary>A smaller validation set with the same balance of classes, for quick runs.</summary>
    /// <param name="count">How many samples, 1 to <see cref="DataSplit.Count"/>.</param>
    /// <param name="seed">Decides which samples.</param>
    public ValidationSplit Take(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? this : new ValidationSplit(Dataset, Stratified.Choose(this, count, seed).Taken);
    }

    /// <summary>A loader of batches of this split.</summary>
    public DataLoader<ValidationSplit> CreateLoader(LoaderOptions? options = null) => new(this, options);
}
