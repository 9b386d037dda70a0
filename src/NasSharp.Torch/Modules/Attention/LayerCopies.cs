using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules;

/// <summary>A stack starts with equal layers.</summary>
internal static class LayerCopies
{
    /// <summary>Copies of a layer with the same values, made without drawing random numbers.</summary>
    internal static ModuleList<T> Of<T>(T layer, long count, Func<T, T> make)
        where T : nn.Module
    {
        var copies = new ModuleList<T>();
        for (var i = 0L; i < count; i++)
        {
            T copy;
            using (random.Preserve())
                copy = make(layer);
            copy.load_state_dict(layer.state_dict());
            copies.append(copy);
        }
        return copies;
    }
}
