using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>Batch norms return what they get, until this is disposed.</summary>
internal sealed class PassingNorms : IDisposable
{
    private readonly List<IDisposable> _hooks;

    // A copy, because callers free what a module returned, and may change it in place.
    public PassingNorms(nn.Module model) =>
        _hooks = [.. model.modules().OfType<BatchNorm>().Select(norm => norm.register_forward_hook(static (_, input, _) => input.clone()))];

    public void Dispose()
    {
        foreach (var hook in _hooks)
            hook.Dispose();
    }
}
