using System.Globalization;

namespace NasSharp.Benchmarks.Tables;

/// <summary>One row of a <see cref="DelimitedFile"/>; every complaint names file, row and column.</summary>
internal sealed class DelimitedRow(string path, int number, string[] fields, IReadOnlyDictionary<string, int> places)
{
    /// <summary>The text of a field.</summary>
    public string this[string column] => fields[places[column]];

    /// <summary>A finite number.</summary>
    public Decimals Number(string column) => this[column] is { Length: > 0 } text
        ? Finite(column, text)
        : throw Wrong($"'{column}' is missing");

    /// <summary>A finite number, or <see cref="Decimals.Missing"/> when the field is empty.</summary>
    public Decimals NumberOrMissing(string column) => this[column].Length == 0 ? Decimals.Missing : Finite(column, this[column]);

    /// <summary>Any number; those that are not finite are missing.</summary>
    public Decimals NumberWhereFinite(string column)
        => Decimals.TryParse(this[column], out var value) && double.IsFinite(value.Value) ? value : Decimals.Missing;

    /// <summary>A whole number of at least 0.</summary>
    public int Whole(string column) => int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw Wrong($"'{column}' is '{this[column]}'; expected a whole number");

    /// <summary>An error at this row.</summary>
    public BenchmarkException Wrong(string what) => new($"{path}, row {number}: {what}.");

    private Decimals Finite(string column, string text) => !Decimals.TryParse(text, out var value)
        ? throw Wrong($"'{column}' is '{text}'; expected a number")
        : double.IsFinite(value.Value) ? value : throw Wrong($"'{column}' is {text}, which is not a finite number");
}
