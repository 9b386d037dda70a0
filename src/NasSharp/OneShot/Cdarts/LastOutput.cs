using NasSharp.Torch;

namespace NasSharp.OneShot.Cdarts;

/// <summary>Looks at what a network gives out while an objective runs it.</summary>
internal sealed class LastOutput : IDisposable
{
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _network;
    private readonly IDisposable _hook;
    private torch.Tensor? _seen;

    public LastOutput(torch.nn.Module<torch.Tensor, torch.Tensor> network)
    {
        _network = network;
        _hook = network.register_forward_hook((_, _, output) =>
        {
            _seen = output;
            return null;
        });
    }

    /// <summary>The logits of all heads in the forward since the last call, as one batch.</summary>
    /// <exception cref="InvalidOperationException">The network was not called since.</exception>
    public torch.Tensor Take()
    {
        var output = _seen ?? throw new InvalidOperationException(
            $"The objective did not call {_network.GetName()}, whose output CDARTS distils; make the objective of the module that the function is given, and run it with 'call'.");
        _seen = null;
        return Distillation.Heads(_network, output);
    }

    public void Dispose() => _hook.Dispose();
}
