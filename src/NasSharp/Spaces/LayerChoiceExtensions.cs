namespace NasSharp.Spaces;

/// <summary>Removing candidates from a layer choice, before a mutator or an architecture takes hold of it. The others keep their names.</summary>
public static class LayerChoiceExtensions
{
    /// <summary>Removes the candidate at a position.</summary>
    /// <exception cref="InvalidOperationException">It is the last one, or the choice belongs to a mutator or an applied architecture.</exception>
    public static void RemoveAt(this ILayerChoice choice, int index)
    {
        ArgumentNullException.ThrowIfNull(choice);
        choice.List.Remove(index);
    }

    /// <summary>Removes the candidate with this name.</summary>
    /// <exception cref="ArgumentException">There is no such candidate.</exception>
    /// <exception cref="InvalidOperationException">It is the last one, or the choice belongs to a mutator or an applied architecture.</exception>
    public static void Remove(this ILayerChoice choice, string name)
    {
        ArgumentNullException.ThrowIfNull(choice);
        choice.List.Remove(choice.List.IndexOf(name));
    }

    /// <summary>Removes the candidates in a range of positions.</summary>
    /// <exception cref="InvalidOperationException">None would be left, or the choice belongs to a mutator or an applied architecture.</exception>
    public static void RemoveRange(this ILayerChoice choice, Range range)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var (start, length) = range.GetOffsetAndLength(choice.List.Names.Count);
        choice.List.Remove(start, length);
    }
}
