using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>A module with one tensor in and one out that groups choices under a name. For other signatures, implement <see cref="IMutableScope"/>.</summary>
public abstract class MutableScope : torch.nn.Module<torch.Tensor, torch.Tensor>, IMutableScope
{
    /// <summary>Names the group.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    protected MutableScope(string key)
        : base(nameof(MutableScope))
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Key = key;
    }

    /// <inheritdoc/>
    public string Key { get; }
}
