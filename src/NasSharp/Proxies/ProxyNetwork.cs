using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>A network as proxies see it: with copies of its tensors, nothing dropped, and batch norms that take the statistics of the batch.</summary>
public sealed class ProxyNetwork
{
    private (Parameter Weight, Tensor? Gradient)[]? _gradients;

    internal ProxyNetwork(nn.Module<Tensor, Tensor> model, ProxyBatch batch)
    {
        Model = model;
        Batch = batch;
        // Biases, and the factors of batch norms, have one dimension.
        Weights = [.. model.parameters().Where(p => p.ndim >= 2 && p.requires_grad)];
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Model { get; }

    /// <summary>The images and labels.</summary>
    public ProxyBatch Batch { get; }

    /// <summary>The weights of convolutions and linear layers: the parameters of two dimensions or more.</summary>
    public IReadOnlyList<Parameter> Weights { get; }

    /// <summary>The loss of the batch, with the graph for its gradient.</summary>
    public Tensor Loss() => Batch.Loss(Model.call(Batch.Images), Batch.Labels);

    /// <summary>The weights that the network uses with the gradients of the loss; computed once for all proxies.</summary>
    public IEnumerable<(Tensor Weight, Tensor Gradient)> WeightGradients()
    {
        if (_gradients is null)
        {
            using var scope = NewDisposeScope();
            _gradients = [.. Weights.Zip(Gradients(Loss()), (w, g) => (w, g?.DetachFromDisposeScope()))];
        }
        return from pair in _gradients where pair.Gradient is not null select ((Tensor)pair.Weight, pair.Gradient);
    }

    /// <summary>The gradients of a number, one for each of the <see cref="Weights"/>; null for those that it does not depend on.</summary>
    /// <param name="number">One element.</param>
    /// <param name="createGraph">Whether the gradients can be differentiated again.</param>
    public IReadOnlyList<Tensor?> Gradients(Tensor number, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(number);
        return Weights.Count == 0 || !number.requires_grad ? new Tensor?[Weights.Count] : autograd.grad([number], Weights, create_graph: createGraph, allow_unused: true);
    }

    internal void Release()
    {
        foreach (var (_, gradient) in _gradients ?? [])
            gradient?.Dispose();
        _gradients = null;
    }
}
