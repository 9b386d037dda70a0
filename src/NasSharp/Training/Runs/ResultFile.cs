using System.Text.Json.Nodes;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Training.Runs;

/// <summary>Reads the parts of <c>result.json</c>; what is missing or of another kind is an error that names the file.</summary>
internal sealed class ResultFile(JsonObject content, string path)
{
    /// <summary>Metrics as JSON.</summary>
    public static JsonObject Numbers(IReadOnlyDictionary<string, double> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)JsonValue.Create(v.Value))));

    /// <summary>One value.</summary>
    public T Get<T>(string name) => content[name] is JsonValue value && value.TryGetValue<T>(out var result) ? result : throw Damaged(name);

    /// <summary>The JSON text of a part.</summary>
    public string Json(string name) => (content[name] ?? throw Damaged(name)).ToJsonString();

    /// <summary>Metrics.</summary>
    public IReadOnlyDictionary<string, double> Numbers(string name) => content[name] is JsonObject values
        ? values.ToDictionary(v => v.Key, v => v.Value is JsonValue number && number.TryGetValue<double>(out var result) ? result : throw Damaged(name))
        : throw Damaged(name);

    /// <summary>The objects of a list.</summary>
    public IEnumerable<ResultFile> List(string name) => content[name] is JsonArray { Count: > 0 } list
        ? list.Select(item => new ResultFile(item as JsonObject ?? throw Damaged(name), path))
        : throw Damaged(name);

    private CheckpointException Damaged(string name) => new($"{path}: '{name}' is missing or not what it should be; remove the file to make the result again.");
}
