namespace NasSharp.Spaces;

/// <summary>A named group of choices that stand together in the model, from a <c>MutableScope</c>; it decides nothing.</summary>
/// <param name="Key">The scope's key; input choices may name it as a source.</param>
/// <param name="Start">The position in <see cref="SearchSpace.Choices"/> of its first choice.</param>
/// <param name="Count">How many choices it holds, nested scopes included; 0 or more.</param>
public sealed record Scope(string Key, int Start, int Count);
