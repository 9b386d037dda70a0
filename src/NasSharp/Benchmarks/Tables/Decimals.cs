using System.Globalization;

namespace NasSharp.Benchmarks.Tables;

/// <summary>A number with the count of digits after the point that its text had; -1 when it was written otherwise.</summary>
internal readonly record struct Decimals(double Value, int Digits)
{
    /// <summary>No value.</summary>
    public static Decimals Missing { get; } = new(double.NaN, 0);

    /// <summary>A whole number.</summary>
    public static Decimals Whole(long value) => new(value, 0);

    public static bool TryParse(string text, out Decimals number)
    {
        var known = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        var point = text.IndexOf('.');
        number = new Decimals(value, text.AsSpan().ContainsAny("eEnN") ? -1 : point < 0 ? 0 : text.Length - point - 1);
        return known;
    }
}
