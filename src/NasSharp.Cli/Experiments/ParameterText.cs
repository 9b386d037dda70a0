using System.Text.Json;

namespace NasSharp.Cli.Experiments;

/// <summary>The parameters of a trial in one short line.</summary>
internal static class ParameterText
{
    private const int Longest = 100;

    /// <summary>Text such as <c>conv1=conv5x5 skip=[0,2]</c>, cut to a hundred characters.</summary>
    public static string Of(string parameters)
    {
        using var document = JsonDocument.Parse(parameters);
        var text = string.Join(' ', document.RootElement.EnumerateObject().Select(p => $"{p.Name}={Value(p.Value)}"));
        return text.Length <= Longest ? text : text[..(Longest - 3)] + "...";
    }

    // Inputs without a name of their own are told apart by their places.
    private static string Value(JsonElement choice) => choice.TryGetProperty("_value", out var value) && choice.TryGetProperty("_idx", out var index)
        ? value.ValueKind == JsonValueKind.Array ? $"[{string.Join(',', index.EnumerateArray().Select(e => e.GetRawText()))}]" : value.ToString()
        : choice.GetRawText();
}
