using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>The zero-cost proxies by name, and the way to compute them.</summary>
public static class ZeroCostProxies
{
    /// <summary>All of them; the number of parameters, with which every other one has to be compared, comes first.</summary>
    public static IReadOnlyList<IZeroCostProxy> All { get; } =
    [
        new ParameterCount(), new FlopCount(), new GradNorm(), new Snip(), new Grasp(), new Fisher(), new SynFlow(), new JacobianCovariance(), new Naswot(), new Zen(),
    ];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(p => p.Name)];

    /// <summary>Computes all proxies of a network.</summary>
    /// <param name="model">The network, without open choices, on the batch's device; afterwards it is as it was: weights, statistics, gradients and mode.</param>
    /// <param name="batch">The images; take the same for every network that is to be compared.</param>
    /// <returns>The numbers by name; null where one is missing because it is not finite.</returns>
    /// <exception cref="ArgumentException">The network has open choices, or the batch asks for no repeats.</exception>
    /// <exception cref="TorchException">The network does not accept the images.</exception>
    public static IReadOnlyDictionary<string, double?> Score(nn.Module<Tensor, Tensor> model, ProxyBatch batch) => Score(model, batch, All);

    /// <summary>Computes some proxies of a network.</summary>
    /// <param name="model">The network, without open choices, on the batch's device; afterwards it is as it was.</param>
    /// <param name="batch">The images.</param>
    /// <param name="proxies">Which, such as <c>ZeroCostProxies.All.Take(2)</c>; also proxies of your own.</param>
    /// <returns>The numbers by name; null where one is missing because it is not finite.</returns>
    /// <exception cref="ArgumentException">The network has open choices, or the batch asks for no repeats.</exception>
    /// <exception cref="TorchException">The network does not accept the images.</exception>
    public static IReadOnlyDictionary<string, double?> Score(nn.Module<Tensor, Tensor> model, ProxyBatch batch, IEnumerable<IZeroCostProxy> proxies)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(proxies);
        Demand.That(batch.Repeats >= 1, nameof(ProxyBatch.Repeats), batch.Repeats, "1 or more");
        if (model.modules().OfType<IMutable>().FirstOrDefault(m => !m.Binding.IsFixed) is { } open)
            throw new ArgumentException($"The choice '{open.Key}' is open; apply an architecture to the network first.", nameof(model));
        using var state = ScratchState.Enter(model);
        using var modes = new ProxyModes(model);
        using var random = torch.random.Preserve();
        var scores = new Dictionary<string, double?>(StringComparer.Ordinal);
        var network = new ProxyNetwork(model, batch);
        try
        {
            foreach (var proxy in proxies)
            {
                using var scope = NewDisposeScope();
                manual_seed(batch.Seed);
                var value = proxy.Compute(network);
                scores[proxy.Name] = double.IsFinite(value) ? value : null;
            }
        }
        finally
        {
            network.Release();
        }
        return scores;
    }
}
