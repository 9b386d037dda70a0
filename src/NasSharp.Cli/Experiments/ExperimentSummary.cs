using System.Globalization;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>The state of an experiment at one moment, for people and scripts.</summary>
internal sealed record ExperimentSummary
{
    private const int BestCount = 10;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Folder { get; init; }

    /// <summary>created, running, stopped, done, or lost when it says it is running and no manager is there.</summary>
    public required string Status { get; init; }

    public required string EndReason { get; init; }

    public required int Trials { get; init; }

    public required int MaxTrials { get; init; }

    public required int Concurrency { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required double MaxSeconds { get; init; }

    public double? SecondsLeft { get; init; }

    public required IReadOnlyDictionary<string, int> ByStatus { get; init; }

    public required IReadOnlyList<TrialLine> Best { get; init; }

    public required IReadOnlyList<TrialLine> Running { get; init; }

    /// <summary>Reads the state.</summary>
    public static ExperimentSummary Of(ExperimentStore store)
    {
        var info = store.Info();
        var counts = store.CountByStatus();
        var held = ExperimentLock.IsHeld(store.Folder);
        var ended = counts.Where(c => c.Key is not (TrialState.Waiting or TrialState.Running)).Sum(c => c.Value);
        return new ExperimentSummary
        {
            Id = info.Id,
            Name = info.Name,
            Folder = store.Folder.Root,
            Status = info.Status == ExperimentStatus.Running && !held ? "lost" : info.Status.ToString().ToLowerInvariant(),
            EndReason = info.Status == ExperimentStatus.Running && !held ? "its manager was killed; 'nasctl resume' goes on" : info.EndReason,
            Trials = counts.Values.Sum(),
            MaxTrials = info.MaxTrials,
            Concurrency = info.Concurrency,
            ElapsedSeconds = info.Elapsed.TotalSeconds,
            MaxSeconds = info.MaxDuration.TotalSeconds,
            SecondsLeft = held ? Left(info, ended) : null,
            ByStatus = counts.ToDictionary(c => Word(c.Key), c => c.Value),
            Best = [.. store.Best(BestCount, info.Maximize).Select(TrialLine.Of)],
            Running = [.. store.Unfinished().Where(t => t.Status == TrialState.Running).Select(TrialLine.Of)],
        };
    }

    /// <summary>The lines of a screen.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"experiment {Id}  {Name}  {Status}{(EndReason.Length == 0 ? "" : $": {EndReason}")}";
        yield return $"trials {Numbers.Count(Trials)} of {Numbers.Count(MaxTrials)}: {(ByStatus.Count == 0 ? "none yet" : string.Join(", ", ByStatus.Select(s => $"{s.Value} {s.Key}")))}";
        yield return $"time {Numbers.Time(TimeSpan.FromSeconds(ElapsedSeconds))}{(SecondsLeft is { } left ? $", about {Numbers.Time(TimeSpan.FromSeconds(left))} left" : "")}";
        if (Best.Count == 0)
            yield break;
        yield return "";
        foreach (var line in TextTable.Lines(["trial", "result", "status", "time", "parameters"], Best.Select(t => t.Cells())))
            yield return line;
    }

    /// <summary>A state as the screens and NNI's users know it.</summary>
    public static string Word(TrialState state) => state switch
    {
        TrialState.UserCanceled => "cancelled by user",
        TrialState.SysCanceled => "cancelled",
        TrialState.EarlyStopped => "early stopped",
        _ => state.ToString().ToLowerInvariant(),
    };

    // What is behind us is the only measure of what is before us.
    private static double? Left(ExperimentInfo info, int ended)
    {
        var byTime = (info.MaxDuration - info.Elapsed).TotalSeconds;
        if (ended == 0)
            return info.MaxDuration < Durations.Endless ? byTime : null;
        return Math.Max(0, Math.Min(byTime, info.Elapsed.TotalSeconds / ended * (info.MaxTrials - ended)));
    }
}

/// <summary>A trial in a table.</summary>
internal sealed record TrialLine(int Number, string Status, double? Result, double? Seconds, int Attempts, string? Error, string Parameters)
{
    public static TrialLine Of(TrialRecord trial) =>
        new(trial.Number, ExperimentSummary.Word(trial.Status), trial.Result, trial.Duration?.TotalSeconds, trial.Attempts, trial.Error, ParameterText.Of(trial.Parameters));

    public string[] Cells() =>
    [
        Number.ToString(CultureInfo.InvariantCulture),
        Result?.ToString("0.######", CultureInfo.InvariantCulture) ?? "-",
        Status,
        Seconds is { } seconds ? Numbers.Time(TimeSpan.FromSeconds(seconds)) : "-",
        Error is null ? Parameters : $"{Error}  [{Parameters}]",
    ];
}
