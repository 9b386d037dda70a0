using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Torch.Data;

namespace NasSharp.Spaces.Json;

/// <summary>The <c>$meta</c> member of an architecture file.</summary>
internal static class ArchitectureMetaJson
{
    private const string Version = "version";
    private const string Space = "space";
    private const string Algorithm = "algorithm";
    private const string Seed = "seed";
    private const string Score = "score";
    private const string Preprocessing = "preprocessing";

    public static JsonObject ToNode(ArchitectureMeta meta)
    {
        var node = new JsonObject();
        Add(node, Version, meta.ToolVersion);
        Add(node, Space, meta.SpaceFingerprint);
        Add(node, Algorithm, meta.Algorithm);
        Add(node, Seed, meta.Seed);
        if (meta.Score is { } score && double.IsFinite(score))
            node.Add(Score, score);
        Add(node, Preprocessing, meta.Preprocessing is { } preprocessing ? JsonNode.Parse(preprocessing.ToJson()) : null);
        return node;
    }

    /// <summary>What can be read of it; a member of another kind counts as absent, because nothing depends on it.</summary>
    public static ArchitectureMeta? Read(JsonElement element) => element.ValueKind != JsonValueKind.Object ? null : new ArchitectureMeta
    {
        ToolVersion = Text(element, Version),
        SpaceFingerprint = Text(element, Space),
        Algorithm = Text(element, Algorithm),
        Seed = element.TryGetProperty(Seed, out var seed) && seed.ValueKind == JsonValueKind.Number && seed.TryGetInt64(out var s) ? s : null,
        Score = element.TryGetProperty(Score, out var score) && score.ValueKind == JsonValueKind.Number && score.TryGetDouble(out var d) && double.IsFinite(d) ? d : null,
        Preprocessing = Images(element),
    };

    private static ImagePreprocessing? Images(JsonElement element)
    {
        try
        {
            return element.TryGetProperty(Preprocessing, out var value) ? ImagePreprocessing.FromJson(value.GetRawText()) : null;
        }
        catch (DataFormatException)
        {
            return null;
        }
    }

    private static void Add(JsonObject node, string name, JsonNode? value)
    {
        if (value is not null)
            node.Add(name, value);
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }
}
