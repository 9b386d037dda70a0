using System.Text.Json;

namespace NasSharp.Torch.Tests.Numerics;

/// <summary>Reads a JSON file of expected values that is embedded in the test assembly, such as <c>Optim/optimizers.json</c>.</summary>
internal static class Fixture
{
    internal static JsonElement Read(string path)
    {
        var name = $"NasSharp.Torch.Tests.{path.Replace('/', '.')}";
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"the test assembly has no resource {name}");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    internal static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetDouble())];

    internal static long[] Longs(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetInt64())];

    /// <summary>A number among the properties of an object, or what is given when it is missing.</summary>
    internal static double Number(this JsonElement element, string name, double otherwise) =>
        element.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    internal static bool Flag(this JsonElement element, string name, bool otherwise = false) =>
        element.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;
}
