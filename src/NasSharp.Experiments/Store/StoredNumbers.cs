using System.Text.Json;

namespace NasSharp.Experiments.Store;

/// <summary>Reads the small JSON texts of a row without a serializer, whose start takes longer than all else that a look at an experiment does.</summary>
internal static class StoredNumbers
{
    /// <summary>An object of numbers.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is no object, or a value is no number.</exception>
    public static Dictionary<string, double> Named(string json)
    {
        using var document = JsonDocument.Parse(json);
        var numbers = new Dictionary<string, double>();
        foreach (var member in document.RootElement.EnumerateObject())
            numbers[member.Name] = member.Value.GetDouble();
        return numbers;
    }

    /// <summary>One number of an object of numbers, or not a number when it has none of the name.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is no object, or the value is no number.</exception>
    public static double One(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var value) ? value.GetDouble() : double.NaN;
    }

    /// <summary>A list of whole numbers.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is no list.</exception>
    /// <exception cref="FormatException">A value is no whole number.</exception>
    public static int[] List(string json)
    {
        using var document = JsonDocument.Parse(json);
        var numbers = new int[document.RootElement.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = document.RootElement[i].GetInt32();
        return numbers;
    }
}
