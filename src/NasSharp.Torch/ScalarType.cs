namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>The type of a tensor's elements; the numbers are libtorch's.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8-bit unsigned integer.</summary>
        Byte = 0,

        /// <summary>8-bit signed integer.</summary>
        Int8 = 1,

        /// <summary>16-bit signed integer.</summary>
        Int16 = 2,

        /// <summary>32-bit signed integer.</summary>
        Int32 = 3,

        /// <summary>64-bit signed integer.</summary>
        Int64 = 4,

        /// <summary>16-bit IEEE floating point.</summary>
        Float16 = 5,

        /// <summary>32-bit IEEE floating point.</summary>
        Float32 = 6,

        /// <summary>64-bit IEEE floating point.</summary>
        Float64 = 7,

        /// <summary>Pair of 32-bit floating-point numbers.</summary>
        ComplexFloat32 = 9,

        /// <summary>Pair of 64-bit floating-point numbers.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth value, one byte.</summary>
        Bool = 11,

        /// <summary>16-bit floating point with the exponent of 32-bit.</summary>
        BFloat16 = 15,
    }

    /// <summary>8-bit unsigned integer.</summary>
    public const ScalarType uint8 = ScalarType.Byte;

    /// <summary>8-bit signed integer.</summary>
    public const ScalarType int8 = ScalarType.Int8;

    /// <summary>16-bit signed integer.</summary>
    public const ScalarType int16 = ScalarType.Int16;

    /// <summary>32-bit signed integer.</summary>
    public const ScalarType int32 = ScalarType.Int32;

    /// <summary>64-bit signed integer.</summary>
    public const ScalarType int64 = ScalarType.Int64;

    /// <summary>64-bit signed integer.</summary>
    public const ScalarType @long = ScalarType.Int64;

    /// <summary>16-bit IEEE floating point.</summary>
    public const ScalarType float16 = ScalarType.Float16;

    /// <summary>16-bit IEEE floating point.</summary>
    public const ScalarType half = ScalarType.Float16;

    /// <summary>32-bit IEEE floating point.</summary>
    public const ScalarType float32 = ScalarType.Float32;

    /// <summary>64-bit IEEE floating point.</summary>
    public const ScalarType float64 = ScalarType.Float64;

    /// <summary>16-bit floating point with the exponent of 32-bit.</summary>
    public const ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Truth value, one byte.</summary>
    public const ScalarType @bool = ScalarType.Bool;

    /// <summary>How the elements of a 4-d or 5-d tensor lie in memory; the numbers are libtorch's.</summary>
    public enum memory_format
    {
        /// <summary>Row-major, <c>[N, C, H, W]</c> with W innermost.</summary>
        contiguous_format = 0,

        /// <summary>As the source lies.</summary>
        preserve_format = 1,

        /// <summary><c>[N, C, H, W]</c> with C innermost; the fast layout for convolutions.</summary>
        channels_last = 2,

        /// <summary><c>[N, C, D, H, W]</c> with C innermost.</summary>
        channels_last_3d = 3,
    }

    /// <summary>Whether the type is a real floating-point type.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    /// <summary>Bytes of one element.</summary>
    public static int element_size(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown element type"),
    };
}
