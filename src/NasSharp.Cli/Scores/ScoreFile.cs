using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Proxies;
using NasSharp.Torch.IO;

namespace NasSharp.Cli.Scores;

/// <summary>Writes scores for programs: CSV or JSON, by the name of the file. A missing score is an empty field or null.</summary>
internal static class ScoreFile
{
    /// <summary>Refuses a file whose name says no format, or whose folder is not there, before anything is computed.</summary>
    public static void Check(string path)
    {
        if (Path.GetExtension(path) is not (".csv" or ".json"))
            throw new UsageException($"--output {path}: name a file that ends in .csv or .json");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new DataProblem($"--output {path}: there is no folder {folder}");
    }

    /// <summary>Writes the file, all or nothing.</summary>
    public static void Write(string path, IReadOnlyList<ScoredRow> rows) =>
        AtomicFile.WriteAllText(path, Path.GetExtension(path) == ".csv" ? Csv(rows) : JsonSerializer.Serialize(rows.Select(Object), Json.File) + "\n");

    /// <summary>One row as JSON.</summary>
    public static JsonObject Object(ScoredRow row)
    {
        var json = new JsonObject { ["architecture"] = JsonNode.Parse(row.Network.Architecture.ToJson()) };
        foreach (var (proxy, score) in row.Network.Scores)
            json[proxy] = score;
        if (row.Truth is { } truth)
            json["accuracy"] = truth;
        return json;
    }

    private static string Csv(IReadOnlyList<ScoredRow> rows)
    {
        var text = new StringBuilder();
        if (rows.Count == 0)
            return "";
        var known = rows[0].Truth is not null;
        text.Append("architecture,").AppendJoin(',', rows[0].Network.Scores.Keys).Append(known ? ",accuracy\n" : "\n");
        foreach (var row in rows)
        {
            text.Append('"').Append(row.Network.Architecture.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            foreach (var score in row.Network.Scores.Values)
                text.Append(',').Append(Number(score));
            if (known)
                text.Append(',').Append(Number(row.Truth));
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>The scores of an architecture, and what it reached after training where that is known.</summary>
internal sealed record ScoredRow(ProxyScores Network, double? Truth = null);
