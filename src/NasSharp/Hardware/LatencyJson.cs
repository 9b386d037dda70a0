using System.Text.Json;
using NasSharp.Spaces;
using NasSharp.Spaces.Json;

namespace NasSharp.Hardware;

/// <summary>
/// Reads <c>{ "device", "unit": "ms" | "us", "constant", "choices": { key: { candidate: number } or [numbers] } }</c>, or only the object of choices; keys
/// and candidates may be numbers, as in <c>{ "0": { "0": 4.1, "1": 2.9 } }</c>.
/// </summary>
internal static class LatencyJson
{
    private static readonly StrictJson Json = new((what, inner) => new LatencyException(what, inner));

    public static LatencyTable Parse(string text, SearchSpace space, string? device, LatencyUnit? unit) => Json.ReadObject(text, "the table", members =>
    {
        var table = members.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        if (!table.TryGetValue("choices", out var choices))
            return Read(members, space, device ?? "", unit ?? LatencyUnit.Milliseconds, 0);
        foreach (var name in table.Keys.Where(k => k is not ("choices" or "device" or "unit" or "constant" or ArchitectureMeta.MemberName)))
            throw new LatencyException($"the table has an unknown member '{NearestName.Shorten(name)}'; {NearestName.Hint(name, ["device", "unit", "constant", "choices"])}");
        var own = table.TryGetValue("device", out var given) ? Json.Text(given, "'device'") : "";
        if (device is not null && own.Length > 0 && own != device)
            throw new LatencyException($"the table is of the device '{NearestName.Shorten(own)}', not '{NearestName.Shorten(device)}'.");
        var stated = table.TryGetValue("unit", out var word) ? Unit(Json.Text(word, "'unit'")) : unit ?? LatencyUnit.Milliseconds;
        return Read(Json.Members(choices, "'choices'"), space, own.Length > 0 ? own : device ?? "", stated, table.TryGetValue("constant", out var constant) ? Number(constant, "'constant'") : 0);
    });

    private static LatencyTable Read(IReadOnlyList<KeyValuePair<string, JsonElement>> choices, SearchSpace space, string device, LatencyUnit unit, double constant)
    {
        var rows = new LatencyRows(space) { Constant = LatencyTable.InMilliseconds(constant, unit) };
        foreach (var (key, row) in choices)
        {
            var layer = rows.Layer(key);
            var numbers = row.ValueKind == JsonValueKind.Array
                ? Json.Elements(row, $"'{key}'").Index().Select(e => (Candidate: Position(layer, e.Index), e.Item))
                : Json.Members(row, $"'{key}'").Select(m => (Candidate: LatencyRows.Candidate(layer, m.Key), Item: m.Value));
            foreach (var (candidate, value) in numbers)
                rows.Set(layer, candidate, LatencyTable.InMilliseconds(Number(value, $"'{key}'"), unit));
        }
        return rows.Table(device);
    }

    private static int Position(Choice layer, int index) => index < layer.Candidates.Count
        ? index
        : throw new LatencyException($"there are more numbers than the {layer.Candidates.Count} candidates of '{layer.Key}'.");

    private static LatencyUnit Unit(string text) => text switch
    {
        "ms" => LatencyUnit.Milliseconds,
        "us" => LatencyUnit.Microseconds,
        _ => throw new LatencyException($"'unit' is '{NearestName.Shorten(text)}'; expected 'ms' or 'us'."),
    };

    private static double Number(JsonElement element, string where) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : throw new LatencyException($"{where} must hold numbers; found {StrictJson.Kind(element)}.");
}
