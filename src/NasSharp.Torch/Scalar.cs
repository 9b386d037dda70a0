using System.Globalization;

namespace NasSharp.Torch;

/// <summary>A number that is not a tensor: an integer, a floating-point number or a truth value. Made by implicit conversion.</summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    private readonly long bits;

    private Scalar(ScalarKind kind, long bits)
    {
        Kind = kind;
        this.bits = bits;
    }

    internal enum ScalarKind
    {
        Int,
        Double,
        Bool,
    }

    internal ScalarKind Kind { get; }

    internal long Bits => bits;

    /// <summary>Makes an integer scalar.</summary>
    public static implicit operator Scalar(long value) => new(ScalarKind.Int, value);

    /// <summary>Makes an integer scalar.</summary>
    public static implicit operator Scalar(int value) => new(ScalarKind.Int, value);

    /// <summary>Makes a floating-point scalar.</summary>
    public static implicit operator Scalar(double value) => new(ScalarKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Makes a floating-point scalar.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>Makes a truth-value scalar.</summary>
    public static implicit operator Scalar(bool value) => new(ScalarKind.Bool, value ? 1 : 0);

    /// <summary>The value as a double.</summary>
    public double ToDouble() => Kind == ScalarKind.Double ? BitConverter.Int64BitsToDouble(bits) : bits;

    /// <summary>The value as a float.</summary>
    public float ToSingle() => (float)ToDouble();

    /// <summary>The value as a 64-bit integer; a floating-point value is truncated.</summary>
    public long ToInt64() => Kind == ScalarKind.Double ? (long)BitConverter.Int64BitsToDouble(bits) : bits;

    /// <summary>The value as a 32-bit integer; throws when it does not fit.</summary>
    public int ToInt32() => checked((int)ToInt64());

    /// <summary>Whether the value is not zero.</summary>
    public bool ToBoolean() => Kind == ScalarKind.Double ? BitConverter.Int64BitsToDouble(bits) != 0 : bits != 0;

    /// <inheritdoc/>
    public bool Equals(Scalar other) => Kind == other.Kind && bits == other.bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, bits);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ScalarKind.Double => ToDouble().ToString("R", CultureInfo.InvariantCulture),
        ScalarKind.Bool => bits != 0 ? "True" : "False",
        _ => bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Whether two scalars have the same kind and value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Whether two scalars differ in kind or value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);
}
