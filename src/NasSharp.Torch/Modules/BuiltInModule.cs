using NasSharp.Torch.Observation;

namespace NasSharp.Torch.Modules;

/// <summary>
/// A module of this library with one tensor in and one out. Observers see its operators under its path even when <c>forward</c> is called
/// directly.
/// </summary>
public abstract class BuiltInModule : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private protected BuiltInModule(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public sealed override torch.Tensor forward(torch.Tensor input)
    {
        using var running = Observers.Enter(this);
        return Compute(input);
    }

    private protected abstract torch.Tensor Compute(torch.Tensor input);
}
