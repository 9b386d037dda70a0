using System.Text.Json;

namespace NasSharp.Spaces.Json;

/// <summary>Reads JSON from a file of unknown origin: every fault, of syntax, of text or of repeated members, ends in the caller's exception.</summary>
internal sealed class StrictJson(Func<string, Exception?, NasSharpException> fail)
{
    private const int MaxDepth = 32;

    /// <summary>Parses a text whose outermost value is an object, and hands its members to <paramref name="read"/>.</summary>
    public T ReadObject<T>(string json, string what, Func<IReadOnlyList<KeyValuePair<string, JsonElement>>, T> read)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException e)
        {
            throw fail($"{what} is not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: {Reason(e)}", e);
        }
        catch (ArgumentException e)
        {
            throw fail($"{what} is not valid JSON: it holds half of a surrogate pair", e);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw fail($"{what} must be a JSON object; found {Kind(document.RootElement)}", null);
            return read(Members(document.RootElement, what));
        }
    }

    /// <summary>The members of an object; a member that occurs twice is an error.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Members(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw fail($"{where} must be an object; found {Kind(element)}", null);
        var members = new List<KeyValuePair<string, JsonElement>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var name = Decode(() => member.Name, where);
            if (!names.Add(name))
                throw fail($"{where} has the member '{NearestName.Shorten(name)}' twice", null);
            members.Add(KeyValuePair.Create(name, member.Value));
        }
        return members;
    }

    /// <summary>The elements of a list.</summary>
    public IReadOnlyList<JsonElement> Elements(JsonElement element, string where)
        => element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : throw fail($"{where} must be a list; found {Kind(element)}", null);

    /// <summary>A string.</summary>
    public string Text(JsonElement element, string where)
        => element.ValueKind == JsonValueKind.String ? Decode(() => element.GetString()!, where) : throw fail($"{where} must be a string; found {Kind(element)}", null);

    /// <summary>A whole number that fits 32 bits, written without point or exponent.</summary>
    public int Integer(JsonElement element, string where)
        => TryInteger(element, out var value) ? value : throw fail($"{where} must be a whole number; found {Kind(element)}", null);

    /// <summary>True for a number written without point or exponent that fits 32 bits.</summary>
    public static bool TryInteger(JsonElement element, out int value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && !IsFloat(element) && element.TryGetInt32(out value);
    }

    /// <summary>True for a number written with a point or an exponent, which Python reads as a float.</summary>
    public static bool IsFloat(JsonElement element)
        => element.ValueKind == JsonValueKind.Number && element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0;

    /// <summary>What was found, short enough for a message.</summary>
    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the string {NearestName.Shorten(element.GetRawText())}",
        JsonValueKind.Number => $"the number {NearestName.Shorten(element.GetRawText())}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    private string Decode(Func<string> text, string where)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException e)
        {
            throw fail($"{where} holds text that is not valid Unicode", e);
        }
    }

    // The framework appends the position to its message; the caller has named it already.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return NearestName.Shorten((end < 0 ? e.Message : e.Message[..end]).TrimEnd('.'));
    }
}
