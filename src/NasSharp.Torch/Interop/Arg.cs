using NasSharp.Torch.Interop;

namespace NasSharp.Torch;

/// <summary>One argument of an operator. Made by implicit conversion from what C# code has at hand; null becomes None.</summary>
public readonly struct Arg
{
    internal readonly ValueTag Tag;
    internal readonly long Bits;
    internal readonly object? Reference;

    private Arg(ValueTag tag, long bits, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    /// <summary>No value.</summary>
    public static Arg None => default;

    /// <summary>The value that the operator's schema gives.</summary>
    public static Arg Default => new(ValueTag.Default, 0);

    /// <summary>The tensor in this argument, or null when it is something else.</summary>
    public torch.Tensor? Tensor => Reference as torch.Tensor;

    /// <summary>The tensors in this argument: none, one or a list.</summary>
    public IEnumerable<torch.Tensor> Tensors => Reference switch
    {
        torch.Tensor tensor => [tensor],
        IEnumerable<torch.Tensor?> list => list.OfType<torch.Tensor>(),
        _ => [],
    };

    /// <summary>The argument as an ordinary object: a tensor, long, double, bool, array, string, device, or null.</summary>
    public object? Value => Tag switch
    {
        ValueTag.Int => Bits,
        ValueTag.Double => BitConverter.Int64BitsToDouble(Bits),
        ValueTag.Bool => Bits != 0,
        ValueTag.Device => new torch.Device((DeviceType)(Bits >> 32), (int)Bits),
        _ => Reference,
    };

    /// <summary>A list of tensors in which null stands for None (<c>Tensor?[]</c>).</summary>
    public static Arg OptionalTensors(torch.Tensor?[] tensors) => new(ValueTag.OptionalTensorList, 0, tensors);

    /// <summary>Passes a tensor; null becomes None.</summary>
    public static implicit operator Arg(torch.Tensor? tensor) => tensor is null ? default : new(ValueTag.Tensor, 0, tensor);

    /// <summary>Passes an integer.</summary>
    public static implicit operator Arg(long value) => new(ValueTag.Int, value);

    /// <summary>Passes an integer.</summary>
    public static implicit operator Arg(int value) => new(ValueTag.Int, value);

    /// <summary>Passes an integer; null becomes None.</summary>
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);

    /// <summary>Passes a floating-point number.</summary>
    public static implicit operator Arg(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Passes a floating-point number; null becomes None.</summary>
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);

    /// <summary>Passes a truth value.</summary>
    public static implicit operator Arg(bool value) => new(ValueTag.Bool, value ? 1 : 0);

    /// <summary>Passes a number.</summary>
    public static implicit operator Arg(Scalar value) => new(
        value.Kind switch
        {
            Scalar.ScalarKind.Int => ValueTag.Int,
            Scalar.ScalarKind.Double => ValueTag.Double,
            _ => ValueTag.Bool,
        },
        value.Bits);

    /// <summary>Passes a number; null becomes None.</summary>
    public static implicit operator Arg(Scalar? value) => value is { } v ? v : default(Arg);

    /// <summary>Passes an element type.</summary>
    public static implicit operator Arg(torch.ScalarType value) => new(ValueTag.Int, (long)value);

    /// <summary>Passes an element type; null becomes None.</summary>
    public static implicit operator Arg(torch.ScalarType? value) => value is { } v ? v : default(Arg);

    /// <summary>Passes a memory format.</summary>
    public static implicit operator Arg(torch.memory_format value) => new(ValueTag.Int, (long)value);

    /// <summary>Passes a memory format; null becomes None.</summary>
    public static implicit operator Arg(torch.memory_format? value) => value is { } v ? v : default(Arg);

    /// <summary>Passes a device; null becomes None.</summary>
    public static implicit operator Arg(torch.Device? value) =>
        value is null ? default : new(ValueTag.Device, ((long)value.type << 32) | (uint)value.index);

    /// <summary>Passes a text; null becomes None.</summary>
    public static implicit operator Arg(string? value) => value is null ? default : new(ValueTag.String, 0, value);

    /// <summary>Passes a list of integers; null becomes None.</summary>
    public static implicit operator Arg(long[]? value) => value is null ? default : new(ValueTag.IntList, 0, value);

    /// <summary>Passes a list of floating-point numbers; null becomes None.</summary>
    public static implicit operator Arg(double[]? value) => value is null ? default : new(ValueTag.DoubleList, 0, value);

    /// <summary>Passes a list of truth values; null becomes None.</summary>
    public static implicit operator Arg(bool[]? value) => value is null ? default : new(ValueTag.BoolList, 0, value);

    /// <summary>Passes a list of tensors; null becomes None.</summary>
    public static implicit operator Arg(torch.Tensor[]? value) => value is null ? default : new(ValueTag.TensorList, 0, value);

    /// <summary>Passes a random generator; null becomes None (the default generator).</summary>
    public static implicit operator Arg(torch.Generator? value) => value is null ? default : new(ValueTag.Generator, 0, value);
}
