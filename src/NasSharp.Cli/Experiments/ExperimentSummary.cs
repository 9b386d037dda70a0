using NasSharp.Cli.Output;
using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Reports;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>The state of an experiment at one moment, for people and scripts.</summary>
internal sealed record ExperimentSummary
{
    private const int BestCount = 10;
    private const int LeastRows = 3;
    private const int NoteCount = 3;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Folder { get; init; }

    /// <summary>created, running, paused, stopped, done, or lost when it says it is running and no manager is there.</summary>
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

    /// <summary>The last trial that failed.</summary>
    public TrialLine? LastFailed { get; init; }

    /// <summary>Of several objectives: their names, the front and its hypervolume; then <see cref="Best"/> is the front.</summary>
    public FrontSummary? Front { get; init; }

    /// <summary>The last warnings that were recorded, oldest first.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads the state.</summary>
    public static ExperimentSummary Of(ExperimentStore store, TimeProvider time)
    {
        var info = store.Info();
        var front = ObjectiveFront.Of(store, info);
        var counts = store.CountByStatus();
        var held = ExperimentLock.IsHeld(store.Folder);
        var (trials, ended, byStatus) = (0, 0, new Dictionary<string, int>());
        foreach (var (state, count) in counts)
        {
            byStatus[Word(state)] = count;
            trials += count;
            ended += state is TrialState.Waiting or TrialState.Running ? 0 : count;
        }
        return new ExperimentSummary
        {
            Id = info.Id,
            Name = info.Name,
            Folder = store.Folder.Root,
            Status = info.Status == ExperimentStatus.Running && !held ? "lost" : info.Status == ExperimentStatus.Running && info.IsPaused ? "paused" : info.Status.ToString().ToLowerInvariant(),
            EndReason = info.Status == ExperimentStatus.Running && !held ? "its manager was killed; 'nasctl resume' goes on" : info.Status == ExperimentStatus.Running && info.IsPaused ? "no trials are started; 'nasctl resume' goes on" : info.EndReason,
            Trials = trials,
            MaxTrials = info.MaxTrials,
            Concurrency = info.Concurrency,
            ElapsedSeconds = info.Elapsed.TotalSeconds,
            MaxSeconds = info.MaxDuration.TotalSeconds,
            SecondsLeft = held && info.Status == ExperimentStatus.Running && !info.IsPaused ? Left(info, ended) : null,
            ByStatus = byStatus,
            Best = [.. (front is null ? store.Best(BestCount, info.Maximize) : front.Members.Take(BestCount).Select(store.Trial)).Select(TrialLine.Of)],
            Running = [.. store.Unfinished().Where(t => t.Status == TrialState.Running).Select(t => TrialLine.OfRunning(t, store.LastIntermediate(t.Number), time.GetUtcNow()))],
            LastFailed = store.LastFailed() is { } failed ? TrialLine.Of(failed) : null,
            Front = front is null ? null : FrontSummary.Of(front),
            Notes = [.. store.Notes().TakeLast(NoteCount).Select(n => n.Trial is { } trial ? $"trial {trial}: {n.Text}" : n.Text)],
        };
    }

    /// <summary>The lines of a screen, none longer than <paramref name="width"/>: head, running trials, best trials.</summary>
    /// <param name="width">Columns; default endless.</param>
    /// <param name="height">At most so many lines; default endless.</param>
    /// <param name="best">How many of the best trials.</param>
    public IEnumerable<string> Lines(int width = int.MaxValue, int height = int.MaxValue, int best = BestCount)
    {
        string[] head = [.. Head().Select(line => TextTable.Fit(line, width))];
        var isLow = height < head.Length + LeastRows + 2; // then without the empty line
        var room = Math.Max(LeastRows, height - head.Length - 2);
        var shownBest = Best.Take(Math.Min(best, Math.Max(1, room / 2))).ToList();
        var shown = Running.Take(Math.Max(1, room - shownBest.Count - (Running.Count > room - shownBest.Count ? 1 : 0))).ToList();
        if (shown.Count + shownBest.Count == 0)
            return head;
        var table = TrialLine.Table([.. shown, .. shownBest], Front?.Others ?? [], width).ToList();
        if (shown.Count < Running.Count)
            table.Insert(1 + shown.Count, TextTable.Fit($"and {Numbers.Count(Running.Count - shown.Count)} more that are running", width));
        return isLow ? [.. head, .. table] : [.. head, "", .. table];
    }

    private IEnumerable<string> Head()
    {
        yield return $"experiment {Id}  {Status}{(EndReason.Length == 0 ? "" : $": {EndReason}")}  {Name}";
        yield return $"trials {Numbers.Count(Trials)} of {Numbers.Count(MaxTrials)}: {(ByStatus.Count == 0 ? "none yet" : string.Join(", ", ByStatus.Select(s => $"{s.Value} {s.Key}")))}";
        yield return $"time {Numbers.Time(TimeSpan.FromSeconds(ElapsedSeconds))}{(SecondsLeft is { } left ? $", about {Numbers.Time(TimeSpan.FromSeconds(left))} left" : "")}";
        if (Front is not null)
            yield return Front.Line();
        if (LastFailed is not null)
            yield return $"last failure: trial {LastFailed.Number}: {LastFailed.Error}";
        if (Notes.Count > 0)
            yield return $"last note: {Notes[^1]}";
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
