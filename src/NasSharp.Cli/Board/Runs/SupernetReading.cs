using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Sources;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Runs;

/// <summary>What the Board itself needs of <c>supernet.json</c>: the space, and which candidates are skip connections. The rest goes to the page as it is.</summary>
internal sealed class SupernetReading
{
    private SupernetReading(JsonObject content, SearchSpace space, IReadOnlyList<bool[]> skips) => (Content, Space, Skips) = (content, space, skips);

    /// <summary>The file.</summary>
    public JsonObject Content { get; }

    /// <summary>The choices.</summary>
    public SearchSpace Space { get; }

    /// <summary>For each choice, for each candidate: whether it is a skip connection.</summary>
    public IReadOnlyList<bool[]> Skips { get; }

    /// <summary>Reads a file; null when there is none, or none that can be used, which is then a line in <paramref name="problems"/>.</summary>
    public static SupernetReading? Read(string path, ICollection<string> problems)
    {
        if (JsonFile.Read(path, problems) is not { } content)
            return null;
        try
        {
            using var document = JsonDocument.Parse(content.ToJsonString());
            var root = document.RootElement;
            DemandColumns(root, "modules", "path", "type", "parent", "parameters", "flops", "choice", "candidate");
            DemandColumns(root, "operators", "name", "module", "shape", "parameters", "flops", "label");
            DemandColumns(root, "edges", "from", "to", "shape", "candidate");
            var choices = root.GetProperty("choices").EnumerateArray().ToList();
            var scopes = root.GetProperty("scopes").EnumerateArray().Select(s => new Scope(s.GetProperty("key").GetString()!, s.GetProperty("start").GetInt32(), s.GetProperty("count").GetInt32()));
            return new SupernetReading(content, new SearchSpace(choices.Select(ToChoice), scopes),
                [.. choices.Select(c => c.GetProperty("skip").EnumerateArray().Select(s => s.GetBoolean()).ToArray())]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or NasSharpException)
        {
            problems.Add($"supernet.json cannot be used: {error.Message}");
            return null;
        }
    }

    private static Choice ToChoice(JsonElement choice)
    {
        var (key, candidates) = (choice.GetProperty("key").GetString()!, choice.GetProperty("candidates").EnumerateArray().Select(c => c.GetString()!).ToList());
        var when = choice.GetProperty("when").EnumerateArray()
            .Select(w => new Condition(w.EnumerateArray().Select(r => new CandidateReference(r.GetProperty("key").GetString()!, r.GetProperty("candidate").GetInt32())))).ToList();
        var chosen = choice.GetProperty("chosen");
        return choice.GetProperty("kind").GetString() == "layer"
            ? Choice.Layer(key, candidates, when)
            : Choice.Input(key, candidates, chosen.ValueKind == JsonValueKind.Null ? null : chosen.GetInt32(), when);
    }

    private static void DemandColumns(JsonElement root, string table, params string[] columns)
    {
        var lengths = columns.Select(c => root.GetProperty(table).GetProperty(c).GetArrayLength()).Distinct().Count();
        if (lengths > 1)
            throw new JsonException($"the columns of '{table}' differ in length");
    }
}
