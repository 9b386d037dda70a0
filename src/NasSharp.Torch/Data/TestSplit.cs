namespace NasSharp.Torch.Data;

/// <summary>Samples for the last measurement; nothing may be chosen on them, and no search accepts them.</summary>
public sealed class TestSplit : DataSplit
{
    /// <summary>Declares a whole data set as test data.</summary>
    /// <param name="dataset">The samples.</param>
    public TestSplit(Dataset dataset)
        : base(dataset, null)
    {
    }

    internal TestSplit(Dataset dataset, int[] samples)
        : base(dataset, samples)
    {
    }

    /// <inheritdoc/>
    public override string Kind => "test";

    /// <summary>A loader of batches of this split.</summary>
    public DataLoader<TestSplit> CreateLoader(LoaderOptions? options = null) => new(this, options);
}
