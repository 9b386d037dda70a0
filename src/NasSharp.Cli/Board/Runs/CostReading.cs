using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Runs;

/// <summary>What the candidates of a run cost, for the page.</summary>
internal static class CostReading
{
    /// <summary>The file in a run's folder that a search with a cost writes.</summary>
    public const string FileName = "costs.json";

    /// <summary>The first cost of the file; null when there is none, or none that fits the space, which is then a line in <paramref name="problems"/>.</summary>
    public static JsonObject? Of(string path, SearchSpace space, ICollection<string> problems)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return CostFile.ReadAll(path, space) is not [var cost, ..] ? null : new JsonObject
            {
                ["name"] = cost.Name,
                ["constant"] = cost.Constant,
                ["choices"] = new JsonObject(cost.Rows.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)new JsonArray([.. r.Value.Select(v => (JsonNode?)v)])))),
            };
        }
        catch (CostException error)
        {
            problems.Add(error.Message.Replace(path, FileName, StringComparison.Ordinal));
            return null;
        }
    }
}
