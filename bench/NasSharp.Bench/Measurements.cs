using System.Text.Json;

namespace NasSharp.Bench;

/// <summary>Named numbers of one repeat, as a side of a comparison reports them.</summary>
internal sealed class Measurements(IReadOnlyDictionary<string, double> values)
{
    private readonly IReadOnlyDictionary<string, double> _values = values;

    internal double this[string name] => _values.TryGetValue(name, out var value)
        ? value
        : throw new InvalidDataException($"the measurement '{name}' is missing; found {string.Join(", ", _values.Keys)}");

    internal static Measurements Parse(string line) => new(JsonSerializer.Deserialize<Dictionary<string, double>>(line)
        ?? throw new InvalidDataException($"not a measurement: {line}"));

    /// <summary>The mean of every number.</summary>
    internal static Measurements Mean(IReadOnlyList<Measurements> steps) =>
        new(steps[0]._values.Keys.ToDictionary(name => name, name => steps.Average(s => s[name])));

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
