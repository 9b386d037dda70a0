using System.Collections.Frozen;

namespace NasSharp.Torch.Serialization;

/// <summary>The format's names of element types.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, torch.ScalarType Type)[] Known =
    [
        ("BOOL", torch.ScalarType.Bool), ("U8", torch.ScalarType.Byte), ("I8", torch.ScalarType.Int8), ("I16", torch.ScalarType.Int16),
        ("I32", torch.ScalarType.Int32), ("I64", torch.ScalarType.Int64), ("F16", torch.ScalarType.Float16), ("BF16", torch.ScalarType.BFloat16),
        ("F32", torch.ScalarType.Float32), ("F64", torch.ScalarType.Float64), ("C64", torch.ScalarType.ComplexFloat32),
    ];

    private static readonly FrozenDictionary<string, torch.ScalarType> ByName = Known.ToFrozenDictionary(k => k.Name, k => k.Type);
    private static readonly FrozenDictionary<torch.ScalarType, string> ByType = Known.ToFrozenDictionary(k => k.Type, k => k.Name);

    public static string All { get; } = string.Join(", ", Known.Select(k => k.Name));

    public static bool TryParse(string name, out torch.ScalarType type) => ByName.TryGetValue(name, out type);

    public static string NameOf(torch.ScalarType type) => ByType.TryGetValue(type, out var name)
        ? name
        : throw new ArgumentException($"Tensors of type {type} cannot be saved as safetensors; convert to one of {All} first.");
}
