using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Sources;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Board.Trials;

/// <summary>How an experiment stands.</summary>
internal sealed record ExperimentFacts(
    string Id, IReadOnlyDictionary<string, int> Trials, int MaxTrials, int Concurrency, bool Maximize, BestTrial? Best, double Seconds, double? MaxSeconds, string? Tuner, string EndReason, bool Paused)
{
    /// <summary>The item of the list.</summary>
    public static SourceItem Item(ExperimentStore store, TrialTable table, string id, string path)
    {
        var info = store.Info();
        var results = table.Rows.Where(r => r.Record.Result is { } result && double.IsFinite(result)).ToList();
        var best = results.Count == 0 ? null : info.Maximize ? results.MaxBy(r => r.Record.Result) : results.MinBy(r => r.Record.Result);
        var newest = table.Rows.Select(r => (r.Record.Ended ?? r.Record.Started ?? r.Record.Created).ToUnixTimeMilliseconds()).DefaultIfEmpty(info.Created.ToUnixTimeMilliseconds()).Max();
        var status = StatusOf(info, store.Folder);
        var facts = new ExperimentFacts(
            info.Id, Counts(table), info.MaxTrials, info.Concurrency, info.Maximize, best is null ? null : new BestTrial(best.Record.Number, best.Record.Result!.Value), info.Elapsed.TotalSeconds,
            info.MaxDuration.TotalDays < 3650 ? info.MaxDuration.TotalSeconds : null, TunerOf(info.Configuration), info.EndReason, info.IsPaused && status == "running");
        return new SourceItem(id, "experiment", info.Name, path, status, newest, info.Created.ToUnixTimeMilliseconds(), null, facts, table.Problems);
    }

    /// <summary>How many trials are in each state.</summary>
    public static Dictionary<string, int> Counts(TrialTable table) => table.Rows.GroupBy(r => r.Record.Status).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString().ToLowerInvariant(), g => g.Count());

    /// <summary>What was last recorded, but for a manager that was killed: it leaves "running" behind.</summary>
    public static string StatusOf(ExperimentInfo info, ExperimentFolder folder) =>
        info.Status == ExperimentStatus.Running && !ExperimentLock.IsHeld(folder) ? "stopped" : info.Status.ToString().ToLowerInvariant();

    private static string? TunerOf(string configuration)
    {
        try
        {
            return JsonNode.Parse(configuration) is JsonObject root ? root.Text("tuner", "name") ?? root.Text("tuner", "className") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The best trial so far.</summary>
internal sealed record BestTrial(int Trial, double Result);
