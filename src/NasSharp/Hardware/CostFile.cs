using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Spaces.Json;
using NasSharp.Torch.IO;

namespace NasSharp.Hardware;

/// <summary>
/// A file with what the candidates of a space cost, by the name of the cost: <c>{ "flops": { "constant": 12, "choices": { "conv": [90, 140] } }, "parameters": { ... } }</c>. A row has one number for
/// each candidate, in their order.
/// </summary>
public static class CostFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly StrictJson Json = new((what, inner) => new CostException(what, inner));

    /// <summary>Writes the file, all or nothing.</summary>
    public static void Write(string path, params IEnumerable<CandidateCosts> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        var file = new JsonObject(costs.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)new JsonObject
        {
            ["constant"] = c.Constant,
            ["choices"] = new JsonObject(c.Rows.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)new JsonArray([.. r.Value.Select(v => (JsonNode?)v)])))),
        })));
        AtomicFile.WriteAllText(path, file.ToJsonString(Indented) + "\n");
    }

    /// <summary>Reads one cost of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the cost, such as <c>flops</c>.</param>
    /// <param name="space">The space whose candidates it must have.</param>
    /// <exception cref="CostException">The file is missing, damaged or of another space, or has no such cost; the message names the file.</exception>
    public static CandidateCosts Read(string path, string name, SearchSpace space)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(space);
        return Read(path, costs =>
        {
            var table = costs.FirstOrDefault(c => c.Key == name);
            if (table.Key is null)
                throw new CostException($"it has no '{name}'; it has {(costs.Count == 0 ? "nothing" : string.Join(", ", costs.Select(c => $"'{NearestName.Shorten(c.Key)}'")))}.");
            return Table(name, Json.Members(table.Value, $"'{name}'"), space);
        });
    }

    /// <summary>Reads all costs of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The space whose candidates it must have.</param>
    /// <exception cref="CostException">The file is missing, damaged or of another space; the message names the file.</exception>
    public static IReadOnlyList<CandidateCosts> ReadAll(string path, SearchSpace space)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(space);
        return Read(path, costs => (IReadOnlyList<CandidateCosts>)[.. costs.Select(c => Table(c.Key, Json.Members(c.Value, $"'{c.Key}'"), space))]);
    }

    private static T Read<T>(string path, Func<IReadOnlyList<KeyValuePair<string, JsonElement>>, T> read)
    {
        try
        {
            return Json.ReadObject(File.ReadAllText(path), "the file", read);
        }
        catch (CostException error)
        {
            throw new CostException($"{path}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CostException($"{path}: the file cannot be read: {error.Message}", error);
        }
    }

    private static CandidateCosts Table(string name, IReadOnlyList<KeyValuePair<string, JsonElement>> members, SearchSpace space)
    {
        var (constant, rows) = (0.0, new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal));
        foreach (var (member, value) in members)
        {
            if (member == "constant")
                constant = Number(value, "'constant'");
            else if (member == "choices")
                rows = Json.Members(value, "'choices'").ToDictionary(r => r.Key, r => (IReadOnlyList<double>)[.. Json.Elements(r.Value, $"'{r.Key}'").Select(e => Number(e, $"'{r.Key}'"))], StringComparer.Ordinal);
            else
                throw new CostException($"'{name}' has an unknown member '{NearestName.Shorten(member)}'; {NearestName.Hint(member, ["constant", "choices"])}");
        }
        return new CandidateCosts(name, space, rows, constant);
    }

    private static double Number(JsonElement element, string where) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : throw new CostException($"{where} must hold numbers; found {StrictJson.Kind(element)}.");
}
