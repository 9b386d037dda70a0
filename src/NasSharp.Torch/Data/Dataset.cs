namespace NasSharp.Torch.Data;

/// <summary>
/// Samples that batches are made of. Derive from it for data of your own; <see cref="Collate"/> is called from several threads at once.
/// </summary>
public abstract class Dataset
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>What records and messages call the set.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The shape of one input, without the batch dimension: [C, H, W] for images; -1 where it varies.</summary>
    public abstract IReadOnlyList<long> InputShape { get; }

    /// <summary>The names of the classes in the order of their numbers; empty when the task is not classification.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>The class of each sample, by which splits are balanced; empty when the task is not classification.</summary>
    public virtual IReadOnlyList<int> Labels => [];

    /// <summary>How errors call a sample: its file, or its number.</summary>
    public virtual string NameOf(int sample) => $"sample {sample} of {Name}";

    /// <summary>Puts samples together into tensors on the CPU.</summary>
    /// <param name="samples">Their numbers, in the order of the batch.</param>
    /// <param name="request">Seed, epoch and wishes of the loader.</param>
    /// <exception cref="SampleException">A sample cannot be had.</exception>
    public abstract Batch Collate(ReadOnlySpan<int> samples, BatchRequest request);

    /// <summary>Makes a data set of one in TorchSharp's shape. Every item is read once, to learn its class.</summary>
    /// <param name="source">The data set; its items are dictionaries of tensors.</param>
    /// <param name="inputKey">Which entry is the input.</param>
    /// <param name="targetKey">Which entry is the target; one int64 for classification.</param>
    public static Dataset From(torch.utils.data.Dataset source, string inputKey = "data", string targetKey = "label") =>
        new KeyedTensorDataset(source, inputKey, targetKey);

    /// <summary>What a worker makes; the tensors are made from it on the consumer's thread, where its dispose scope sees them.</summary>
    internal virtual PreparedBatch Prepare(ReadOnlySpan<int> samples, BatchRequest request)
    {
        using var scope = torch.NewDisposeScope();
        var batch = Collate(samples, request);
        foreach (var tensor in batch.Tensors())
            tensor.DetachFromDisposeScope();
        return new PreparedTensors(batch);
    }
}
