using System.Text.Json;

namespace NasSharp.Cli.Experiments;

/// <summary>The parameters of a trial in one line, in three lengths.</summary>
/// <param name="Full">Text such as <c>conv1=conv5x5 skip=[0,2]</c>.</param>
/// <param name="Values">Without the keys: <c>conv5x5 [0,2]</c>.</param>
/// <param name="Indices">The places of what was chosen: <c>1 [0,2]</c>.</param>
internal sealed record ParameterText(string Full, string Values, string Indices)
{
    public static ParameterText Of(string parameters)
    {
        using var document = JsonDocument.Parse(parameters);
        var (full, values, indices) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var choice in document.RootElement.EnumerateObject())
        {
            values.Add(Value(choice.Value));
            full.Add($"{choice.Name}={values[^1]}");
            indices.Add(Index(choice.Value));
        }
        return new ParameterText(string.Join(' ', full), string.Join(' ', values), string.Join(' ', indices));
    }

    // Inputs without a name of their own are told apart by their places.
    private static string Value(JsonElement choice) => choice.TryGetProperty("_value", out var value) && value.ValueKind != JsonValueKind.Array ? value.ToString() : Index(choice);

    private static string Index(JsonElement choice) => !choice.TryGetProperty("_idx", out var index)
        ? choice.GetRawText()
        : index.ValueKind == JsonValueKind.Array ? $"[{string.Join(',', index.EnumerateArray().Select(e => e.GetRawText()))}]" : index.GetRawText();
}
