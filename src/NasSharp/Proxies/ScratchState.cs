using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Copies behind the parameters and buffers of a module, until this is disposed: weights, statistics and gradients may be changed at will, and the module
/// then comes back to the last bit, because its own tensors were never touched.
/// </summary>
internal sealed class ScratchState : IDisposable
{
    private readonly List<(Tensor Original, Tensor Copy)> _exchanged = [];

    private ScratchState()
    {
    }

    /// <summary>Exchanges the tensors; floating-point copies have the given type, or that of the originals.</summary>
    public static ScratchState Enter(nn.Module module, ScalarType? dtype = null)
    {
        var state = new ScratchState();
        try
        {
            foreach (var parameter in module.parameters())
                state.Exchange(parameter, dtype, trained: parameter.is_floating_point());
            foreach (var buffer in module.buffers())
                state.Exchange(buffer, dtype, trained: false);
        }
        catch
        {
            state.Dispose();
            throw;
        }
        return state;
    }

    /// <summary>Brings the originals back and frees the copies.</summary>
    public void Dispose()
    {
        for (var i = _exchanged.Count - 1; i >= 0; i--)
        {
            var (original, copy) = _exchanged[i];
            copy.ExchangeNative(original);
            copy.Dispose();
        }
        _exchanged.Clear();
    }

    private void Exchange(Tensor tensor, ScalarType? dtype, bool trained)
    {
        using var scope = NewDisposeScope();
        var copy = tensor.detach().clone();
        if (dtype is { } type && tensor.is_floating_point())
            copy = copy.to(type);
        copy.requires_grad = trained;
        copy.DetachFromDisposeScope();
        copy.ExchangeNative(tensor);
        _exchanged.Add((tensor, copy));
    }
}
