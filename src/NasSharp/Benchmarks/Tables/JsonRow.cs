using System.Text.Json;

namespace NasSharp.Benchmarks.Tables;

/// <summary>One entry of a table in JSON; every complaint says where it stands.</summary>
internal sealed class JsonRow(JsonElement element, string where)
{
    /// <summary>A finite number.</summary>
    public double Number(string name) => Number(name, Member(name));

    /// <summary>A whole number of at least 0.</summary>
    public long Whole(string name) => Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var whole) && whole >= 0
        ? whole
        : throw Wrong($"'{name}' is {Member(name)}; expected a whole number");

    /// <summary>A list of so many finite numbers; of any number, but at least one, when it is not said.</summary>
    public double[] Numbers(string name, int? count = null)
    {
        var list = Member(name);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is var found && (count ?? Math.Max(1, found)) != found)
            throw Wrong($"'{name}' is {NearestText(list)}; expected {(count is { } n ? $"{n} numbers" : "a list of numbers")}");
        return [.. list.EnumerateArray().Select(v => Number(name, v))];
    }

    /// <summary>An object inside.</summary>
    public JsonRow Inside(string name) => Member(name).ValueKind == JsonValueKind.Object ? new JsonRow(Member(name), $"{where}, '{name}'") : throw Wrong($"'{name}' is no object");

    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    /// <summary>The member of this name.</summary>
    public JsonElement Member(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : throw Wrong($"'{name}' is missing");

    /// <summary>An error at this place.</summary>
    public BenchmarkException Wrong(string what) => new($"{where}: {what}.");

    private double Number(string name, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number)
        ? number
        : throw Wrong($"'{name}' has {NearestText(value)}; expected a finite number");

    private static string NearestText(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "null or NaN" : value.ToString() is { Length: > 40 } text ? text[..40] + "..." : value.ToString();
}
