using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Runs;
using NasSharp.Cli.Board.Sources;

namespace NasSharp.Cli.Reports.Run;

/// <summary>The files of a run, each read as far as it can be; what cannot is a line in <see cref="Problems"/>.</summary>
internal sealed record RunFiles(
    JsonObject? Description, JsonObject? Tool, JsonObject? Result, MetricsLog Metrics, WeightHistory Weights, SupernetReading? Supernet, List<string> Problems)
{
    public static RunFiles Read(string folder)
    {
        var problems = new List<string>();
        string At(string name) => Path.Combine(folder, name);
        var files = new RunFiles(
            JsonFile.Read(At("run.json"), problems), JsonFile.Read(At("nasctl.json"), problems), JsonFile.Read(At("result.json"), problems), new MetricsLog(At("metrics.jsonl")),
            new WeightHistory(At("weights.bin")), SupernetReading.Read(At("supernet.json"), problems), problems);
        files.Metrics.Refresh();
        files.Weights.Refresh();
        return files;
    }
}
