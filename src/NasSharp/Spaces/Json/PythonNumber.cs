using System.Globalization;

namespace NasSharp.Spaces.Json;

/// <summary>Numbers as Python's <c>repr</c> writes them.</summary>
internal static class PythonNumber
{
    /// <summary>The shortest text that reads back as the same number: <c>1.0</c>, <c>0.25</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    public static string Text(double value)
    {
        // The shortest digits are the same in both languages; only the place of the point differs.
        var parts = value.ToString("R", CultureInfo.InvariantCulture).TrimStart('-').Split('E');
        var sign = double.IsNegative(value) ? "-" : "";
        var point = parts[0].IndexOf('.') is var p and >= 0 ? p : parts[0].Length;
        var all = parts[0].Replace(".", "");
        var digits = all.TrimStart('0');
        var exponent = point - 1 - (all.Length - digits.Length) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        if (digits.Length == 0)
            return sign + "0.0";
        if (exponent is < -4 or >= 16)
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
