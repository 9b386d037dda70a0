using System.Globalization;
using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>Collects the numbers of a file that counts layers and operations instead of naming keys and candidates.</summary>
internal sealed class LatencyRows
{
    // A thousandth of a nanosecond: no device is timed so finely, but tables that were fitted to measured networks have such remainders on either side of 0.
    private const double Remainder = 1e-9;

    private readonly Choice[] _layers;
    private readonly Dictionary<string, double?[]> _rows = new(StringComparer.Ordinal);

    public LatencyRows(SearchSpace space)
    {
        Space = space;
        _layers = [.. space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice)];
    }

    public SearchSpace Space { get; }

    public int Count => _layers.Length;

    public double Constant { get; set; }

    /// <summary>The layer choice of this number in network order, or of this key.</summary>
    public Choice Layer(string name)
    {
        if (Space.Contains(name) && Space[name].Kind == ChoiceKind.LayerChoice)
            return Space[name];
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _layers.Length
            ? _layers[number]
            : throw new LatencyException($"there is no layer '{NearestName.Shorten(name)}'; the space has {_layers.Length} layer choices, numbered from 0.");
    }

    /// <summary>The candidate of this name, or of this number.</summary>
    public static int Candidate(Choice layer, string name)
    {
        for (var i = 0; i < layer.Candidates.Count; i++)
            if (layer.Candidates[i] == name)
                return i;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < layer.Candidates.Count
            ? number
            : throw new LatencyException($"the choice '{layer.Key}' has no candidate '{NearestName.Shorten(name)}'; {NearestName.Hint(name, layer.Candidates)}");
    }

    public void Set(Choice layer, int candidate, double milliseconds)
    {
        if (!_rows.TryGetValue(layer.Key, out var row))
            _rows.Add(layer.Key, row = new double?[layer.Candidates.Count]);
        if (row[candidate] is not null)
            throw new LatencyException($"there are two latencies of candidate '{layer.Candidates[candidate]}' of '{layer.Key}'.");
        row[candidate] = WithoutRemainder(milliseconds);
    }

    public LatencyTable Table(string device)
    {
        foreach (var (key, row) in _rows)
            if (Array.IndexOf(row, null) is >= 0 and var missing)
                throw new LatencyException($"there is no latency of candidate '{Space[key].Candidates[missing]}' of '{key}'.");
        return new LatencyTable(Space, _rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)[.. r.Value.Select(v => v!.Value)], StringComparer.Ordinal), WithoutRemainder(Constant), device);
    }

    /// <summary>The latency, with what a fit leaves below nothing taken as nothing.</summary>
    public static double WithoutRemainder(double milliseconds) => milliseconds is < 0 and > -Remainder ? 0 : milliseconds;

    public static double Number(ReadOnlySpan<char> text, string where) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new LatencyException($"{where}: '{NearestName.Shorten(text.ToString())}' is no number.");
}
