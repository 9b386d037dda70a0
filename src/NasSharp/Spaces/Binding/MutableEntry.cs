namespace NasSharp.Spaces.Binding;

/// <summary>One mutable of a model: several of them share one choice when they share a key.</summary>
/// <param name="Mutable">The mutable.</param>
/// <param name="Path">Its path in the model, where it was met first.</param>
/// <param name="Choice">The position of its decision in the space.</param>
internal sealed record MutableEntry(IMutable Mutable, string Path, int Choice);
