using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasSharp.Spaces.Json;

/// <summary>Prints JSON byte for byte as Python's <c>json.dump(..., indent=2)</c> does.</summary>
internal static class PythonJson
{
    /// <summary>The text of a tree; members in the order they have.</summary>
    public static string Print(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.ToString();
    }

    /// <summary>The pairs in the wanted order; Python compares strings by code point.</summary>
    public static IEnumerable<KeyValuePair<string, T>> InOrder<T>(IEnumerable<KeyValuePair<string, T>> pairs, KeyOrder order)
        => order == KeyOrder.Network ? pairs : pairs.OrderBy(p => p.Key, Comparer<string>.Create(CompareCodePoints));

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject o:
                Append(text, '{', '}', o, depth, m =>
                {
                    Append(text, m.Key);
                    text.Append(": ");
                    Append(text, m.Value, depth + 1);
                });
                break;
            case JsonArray a:
                Append(text, '[', ']', a, depth, e => Append(text, e, depth + 1));
                break;
            case null:
                text.Append("null");
                break;
            default:
                Append(text, node.AsValue());
                break;
        }
    }

    private static void Append<T>(StringBuilder text, char open, char close, ICollection<T> items, int depth, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', 2 * (depth + 1));
            append(item);
            first = false;
        }
        if (!first)
            text.Append('\n').Append(' ', 2 * depth);
        text.Append(close);
    }

    private static void Append(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                Append(text, value.GetValue<string>());
                break;
            case JsonValueKind.Number when value.TryGetValue<JsonElement>(out var parsed) && !StrictJson.IsFloat(parsed):
                text.Append(parsed.GetRawText());
                break;
            case JsonValueKind.Number when value.TryGetValue<double>(out var number):
                text.Append(PythonNumber.Text(number));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or > '~' => text.Append($"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }

    private static int CompareCodePoints(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (a[i] != b[i])
                return (char.IsSurrogate(a[i]), char.IsSurrogate(b[i])) switch
                {
                    (true, false) => 1,
                    (false, true) => -1,
                    _ => a[i].CompareTo(b[i]),
                };
        return a.Length.CompareTo(b.Length);
    }
}
