namespace NasSharp.Benchmarks.Tables;

/// <summary>One column: its name, the digits after the point of whole numbers in 4 bytes (-1: floating-point numbers in 8 bytes), and where it starts.</summary>
internal sealed record TableColumnHeader(string Name, int Digits, long Offset)
{
    /// <summary>In place of digits: bytes without meaning to the table.</summary>
    public const int RawBytes = -2;
}
