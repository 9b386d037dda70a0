using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Evaluation mode, so that nothing is dropped, but batch norms take the statistics of the batch, as at the first step of a training. When disposed, every
/// module is back in the mode that it was in.
/// </summary>
internal sealed class ProxyModes : IDisposable
{
    private readonly List<(nn.Module Module, bool Training)> _modes;

    public ProxyModes(nn.Module model)
    {
        _modes = [.. model.modules().Select(m => (m, m.training))];
        model.eval();
        foreach (var norm in model.modules().OfType<BatchNorm>())
            norm.train();
    }

    public void Dispose()
    {
        // Parents come first, and train() sets the children too: each child then gets its own mode.
        foreach (var (module, training) in _modes)
        {
            if (module.training != training)
                module.train(training);
        }
    }
}
