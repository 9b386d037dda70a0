namespace NasSharp.Torch.Modules;

/// <summary>Tensors as a data set in TorchSharp's shape: item i is the list of row i of each tensor.</summary>
public sealed class TensorDataset : torch.utils.data.IterableDataset
{
    private readonly torch.Tensor[] _tensors;

    internal TensorDataset(torch.Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0 || tensors.Any(t => t.ndim == 0 || t.shape[0] != tensors[0].shape[0]))
            throw new ArgumentException($"The tensors have shapes {string.Join(", ", tensors.Select(t => $"[{string.Join(", ", t.shape)}]"))}; expected at least one, all with the same first size.");
        _tensors = [.. tensors.Select(t => t.DetachFromDisposeScope())];
    }

    /// <inheritdoc/>
    public override long Count => _tensors[0].shape[0];

    /// <inheritdoc/>
    public override IList<torch.Tensor> GetTensor(long index) => [.. _tensors.Select(t => t.select(0, index))];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var tensor in _tensors)
                tensor.Dispose();
    }
}
