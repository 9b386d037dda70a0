namespace NasSharp.Torch.Serialization;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">The tensor's name; never <c>__metadata__</c>.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The size of each dimension; empty for a single number.</param>
/// <param name="Offset">Position of the first byte, from the start of the file's data.</param>
/// <param name="Length">Bytes: the product of <paramref name="Shape"/> times the element size.</param>
public sealed record SafetensorsEntry(string Name, torch.ScalarType Type, IReadOnlyList<long> Shape, long Offset, long Length);
