using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasSharp.Cli.Board.Sources;

/// <summary>Reads JSON files that may be missing, cut or nonsense.</summary>
internal static class JsonFile
{
    private const long Longest = 256L << 20;

    /// <summary>The object in a file; null when there is no file, or none that can be read, which is then a line in <paramref name="problems"/>.</summary>
    public static JsonObject? Read(string path, ICollection<string> problems)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            if (new FileInfo(path).Length > Longest)
                throw new JsonException("it is too long");
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var node = JsonNode.Parse(file, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            return node as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            problems.Add($"{Path.GetFileName(path)} cannot be read: {error.Message}");
            return null;
        }
    }

    /// <summary>A number at a path of members; null when it is not there or none.</summary>
    public static double? Number(this JsonObject? node, params string[] path) => At(node, path) is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A text at a path of members; null when it is not there or none.</summary>
    public static string? Text(this JsonObject? node, params string[] path) => At(node, path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode? At(JsonObject? node, string[] path)
    {
        JsonNode? at = node;
        foreach (var name in path)
            at = (at as JsonObject)?[name];
        return at;
    }
}
