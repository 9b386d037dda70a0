using NasSharp.Torch;

namespace NasSharp.Training;

/// <summary>
/// Lets tensors of a model (weights, buffers) refer to other memory for a while. What they held is not touched and comes back bit for bit when the
/// swap is disposed.
/// </summary>
internal sealed class MemorySwap : IDisposable
{
    private readonly torch.Tensor[] _tensors;
    private readonly torch.Tensor[] _originals;

    /// <summary>Takes note of the tensors' memory.</summary>
    public MemorySwap(torch.Tensor[] tensors)
    {
        _tensors = tensors;
        _originals = Array.ConvertAll(tensors, t => t.detach().DetachFromDisposeScope());
    }

    /// <summary>Takes note of a model's buffers and gives them scratch memory with the same content: forwards change the scratch.</summary>
    public static MemorySwap OfBuffers(torch.nn.Module model)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        torch.Tensor[] buffers = [.. model.buffers()];
        var swap = new MemorySwap(buffers);
        swap.Use(TensorLists.Copies(buffers));
        return swap;
    }

    /// <summary>The memory as it was, in the order of the tensors.</summary>
    public torch.Tensor[] Originals => _originals;

    /// <summary>Makes each tensor refer to the memory of its counterpart.</summary>
    public void Use(torch.Tensor[] others)
    {
        using var recording = torch.no_grad();
        for (var i = 0; i < _tensors.Length; i++)
            _tensors[i].set_data(others[i]);
    }

    /// <summary>Gives the tensors their own memory back.</summary>
    public void Dispose()
    {
        Use(_originals);
        foreach (var original in _originals)
            original.Dispose();
    }
}
