namespace NasSharp.Torch.Observation;

/// <summary>
/// Lets a module run on the meta device, where operators compute shapes and no values, and brings it back exactly as it was.
/// </summary>
public sealed class MetaState : IDisposable
{
    private static readonly Operator EmptyLike = new("aten::empty_like");

    private readonly List<(torch.Tensor original, torch.Tensor substitute)> exchanged = [];

    private MetaState()
    {
    }

    /// <summary>
    /// Puts meta tensors behind the parameters and buffers of a module and of all below it until the result is disposed. The original
    /// tensors are not touched: values, gradients and history come back as they were. No other thread may use the module meanwhile.
    /// </summary>
    public static MetaState Enter(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var state = new MetaState();
        using var scope = torch.NewDisposeScope();
        foreach (var tensor in module.parameters().Concat(module.buffers()))
        {
            var substitute = EmptyLike.Call(tensor, tensor.dtype, Arg.None, torch.META).DetachFromDisposeScope();
            substitute.ExchangeNative(tensor);
            state.exchanged.Add((tensor, substitute));
        }
        return state;
    }

    /// <summary>Brings the original tensors back.</summary>
    public void Dispose()
    {
        foreach (var (original, substitute) in exchanged)
        {
            substitute.ExchangeNative(original);
            substitute.Dispose();
        }
        exchanged.Clear();
    }
}
