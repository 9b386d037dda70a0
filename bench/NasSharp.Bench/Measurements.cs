using System.Text.Json;

namespace NasSharp.Bench;

/// <summary>Named numbers of one repeat, as a side of a comparison reports them.</summary>
internal sealed class Measurements(IReadOnlyDictionary<string, double> values)
{
    internal double this[string name] => values.TryGetValue(name, out var value)
        ? value
        : throw new InvalidDataException($"the measurement '{name}' is missing; found {string.Join(", ", values.Keys)}");

    internal static Measurements Parse(string line) => new(JsonSerializer.Deserialize<Dictionary<string, double>>(line)
        ?? throw new InvalidDataException($"not a measurement: {line}"));

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
