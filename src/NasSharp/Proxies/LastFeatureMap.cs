using NasSharp.Torch;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>Finds the last [N, C, H, W] with more than one place that an operator returned; where there is none, the network's output.</summary>
internal sealed class LastFeatureMap : IOperatorObserver, IDisposable
{
    private Tensor? _map;

    /// <summary>What was found.</summary>
    public Tensor Map => _map ?? throw new InvalidOperationException("no network was watched");

    /// <summary>Runs the network.</summary>
    public void Watch(nn.Module<Tensor, Tensor> model, Tensor images)
    {
        using var scope = NewDisposeScope();
        Tensor output;
        using (Observers.Observe(this))
            output = model.call(images);
        if (_map is null)
            Keep(output);
    }

    public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules)
    {
        foreach (var result in results)
        {
            if (result.defined && result.ndim == 4 && result.size(2) * result.size(3) > 1)
                Keep(result);
        }
    }

    public void Dispose() => _map?.Dispose();

    private void Keep(Tensor tensor)
    {
        _map?.Dispose();
        _map = tensor.detach().DetachFromDisposeScope();
    }
}
