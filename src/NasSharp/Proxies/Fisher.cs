using NasSharp.Torch;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Fisher information of channels (Theis et al. 2018, arXiv 1801.05787; Turner et al. 2020, arXiv 1906.04113): for each output channel of a convolution or
/// linear layer the mean over images of (sum a dL/da)^2 / 2, summed over its places; the sum over all channels.
/// </summary>
internal sealed class Fisher : IZeroCostProxy
{
    public string Name => "fisher";

    public string Description => "Fisher information of the channels (Theis et al. 2018, Turner et al. 2020)";

    public double Compute(ProxyNetwork network)
    {
        using var layers = new ChannelInformation();
        Tensor loss;
        using (Observers.Observe(layers))
            loss = network.Loss();
        // The gradients themselves are not asked for: backward passes the layers on its way.
        network.Gradients(loss);
        return layers.Sum;
    }

    /// <summary>Waits at the outputs of convolutions and linear layers for their gradients.</summary>
    private sealed class ChannelInformation : IOperatorObserver, IDisposable
    {
        private readonly List<Tensor> _kept = [];

        public double Sum { get; private set; }

        public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules)
        {
            if (!LayerOperators.IsLayer(op) || !results[0].requires_grad)
                return;
            // The caller may free its tensor; the hook stays with the graph.
            var activation = results[0].detach().DetachFromDisposeScope();
            _kept.Add(activation);
            results[0].register_hook(gradient =>
            {
                var share = activation.mul(gradient);
                var channels = share.ndim > 2 ? share.flatten(2).sum(2) : share;
                Sum += channels.square().mean([0]).sum().ToDouble() / 2;
                return null;
            });
        }

        public void Dispose()
        {
            foreach (var tensor in _kept)
                tensor.Dispose();
        }
    }
}
