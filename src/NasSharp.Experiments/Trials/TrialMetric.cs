using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NasSharp.Experiments.Trials;

/// <summary>One report of a trial: one line of metrics.jsonl.</summary>
/// <param name="IsFinal">Whether it is the final result.</param>
/// <param name="Value">The number to optimize; it may be not a number.</param>
/// <param name="Others">Other numbers that were reported with it, by name.</param>
internal sealed partial record TrialMetric(bool IsFinal, double Value, IReadOnlyDictionary<string, double> Others)
{
    private const string Default = "default";
    private const string Final = "final";
    private const string Intermediate = "intermediate";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true };

    /// <summary>The line without its end.</summary>
    public string ToLine()
    {
        JsonNode value = Number(Value);
        if (Others.Count > 0)
        {
            var members = new JsonObject { [Default] = value };
            foreach (var (name, other) in Others)
                members[name] = Number(other);
            value = members;
        }
        return new JsonObject { ["type"] = IsFinal ? Final : Intermediate, ["value"] = value }.ToJsonString();
    }

    /// <summary>Reads a line; null when it is no report.</summary>
    public static TrialMetric? Parse(string line)
    {
        try
        {
            return Read(line);
        }
        catch (JsonException)
        {
            // Python's json writes NaN and Infinity bare, which JSON has not.
            var quoted = BareNumber().Replace(line, match => match.Groups[1].Success ? match.Value : $"\"{match.Value}\"");
            try
            {
                return quoted == line ? null : Read(quoted);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private static TrialMetric? Read(string line)
    {
        using var document = JsonDocument.Parse(line, Options);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var type) || !root.TryGetProperty("value", out var value)
            || type.ValueKind != JsonValueKind.String || type.GetString() is not (Final or Intermediate))
            return null;
        var others = new Dictionary<string, double>(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (Number(member.Value) is not { } number)
                    return null;
                others[member.Name] = number;
            }
            return others.Remove(Default, out var main) ? new TrialMetric(type.GetString() == Final, main, others) : null;
        }
        return Number(value) is { } single ? new TrialMetric(type.GetString() == Final, single, others) : null;
    }

    private static double? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDouble(out var value) ? value : null,
        JsonValueKind.String => element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };

    private static JsonValue Number(double value) => double.IsFinite(value)
        ? JsonValue.Create(value)
        : JsonValue.Create(double.IsNaN(value) ? "NaN" : value.ToString(CultureInfo.InvariantCulture).Replace("∞", "Infinity", StringComparison.Ordinal));

    [GeneratedRegex("""("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b""")]
    private static partial Regex BareNumber();
}
