using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Sources;

namespace NasSharp.Cli.Board.Runs;

/// <summary>How a run stands.</summary>
internal sealed record RunSummary(
    string? Trainer, bool IsSearch, double? Seed, long Step, double? Steps, int Epoch, double? Epochs, double Seconds, double? SecondsLeft, IReadOnlyDictionary<string, double> Metrics,
    string? Space, IReadOnlyList<string> Has)
{
    /// <summary><c>running</c>, <c>done</c>, <c>stopped</c>, <c>created</c> or <c>damaged</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Status { get; init; } = "created";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Reads the run's files.</summary>
    public static RunSummary Of(string folder, MetricsLog metrics, bool running)
    {
        var problems = new List<string>();
        var description = JsonFile.Read(Path.Combine(folder, "run.json"), problems);
        var tool = JsonFile.Read(Path.Combine(folder, "nasctl.json"), problems);
        var result = JsonFile.Read(Path.Combine(folder, "result.json"), problems);
        if (metrics.Damaged > 0)
            problems.Add($"{metrics.Damaged} lines of metrics.jsonl cannot be read and are left out");
        var (step, epoch, seconds) = metrics.Last;
        var epochs = description.Number("schedule", "epochs") ?? description.Number("options", "epochs");
        // What an epoch has shown counts more than what was planned.
        var steps = (metrics.StepsPerEpoch ?? description.Number("schedule", "steps_per_epoch")) * epochs;
        var left = running && result is null && step > 0 && steps is { } all ? Math.Max(0, seconds / step * (all - step)) : (double?)null;
        var kind = description.Text("kind");
        var done = File.Exists(Path.Combine(folder, "result.json"));
        return new RunSummary(
            kind, Holds("supernet.json") || Holds("supernet.safetensors") || tool.Text("command") == "search", description.Number("seed"), step, steps, epoch, epochs, seconds, left,
            metrics.Latest, tool.Text("options", "--space") ?? tool.Text("options", "space"), Has(result))
        {
            Status = description is null && tool is null ? "damaged" : done ? "done" : running ? "running" : step > 0 ? "stopped" : "created",
            Problems = problems,
        };

        bool Holds(string name) => File.Exists(Path.Combine(folder, name));

        List<string> Has(JsonObject? read)
        {
            var has = new List<string>();
            void Add(string word, bool there)
            {
                if (there)
                    has.Add(word);
            }

            Add("metrics", metrics.Position > 0);
            Add("supernet", Holds("supernet.json"));
            Add("weights", Holds("weights.bin"));
            Add("architectures", ArchitectureReading.Epochs(folder).Count > 0);
            Add("architecture", Holds("architecture.json"));
            Add("result", Holds("result.json"));
            Add("candidates", read?["candidates"] is JsonArray { Count: > 0 });
            return has;
        }
    }
}
