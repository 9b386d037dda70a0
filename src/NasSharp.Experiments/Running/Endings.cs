using System.Globalization;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Running;

/// <summary>Turns what is known of a trial's end into its record.</summary>
internal static class Endings
{
    private static readonly IReadOnlyDictionary<string, double> NoMetrics = new Dictionary<string, double>();

    /// <summary>The ending of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="end">What the service reported.</param>
    /// <param name="problem">Why a final report is no result; null when it is one.</param>
    /// <param name="usesFolder">Whether the trial reports through files.</param>
    /// <param name="limit">The limit of an attempt's time.</param>
    /// <param name="duration">How long the attempt ran.</param>
    public static TrialEnding Of(ActiveTrial trial, ServiceReport.Ended end, Func<TrialMetric, string?> problem, bool usesFolder, TimeSpan? limit, TimeSpan duration)
    {
        TrialEnding With(TrialState state, TrialMetric? result, string? error) => new(state, result?.Value, result?.Others ?? NoMetrics, error,
            error is null ? null : usesFolder ? AttemptFiles.LogTail(trial.Attempt.Folder) : end.LogTail, duration);
        TrialEnding Failed(string why) => With(TrialState.Failed, null, why);

        if (trial.Stopping == StopCause.User)
            return With(TrialState.UserCanceled, null, null);
        if (trial.Stopping == StopCause.EarlyStopping && trial.Final is null)
            return trial.Last is { } last && problem(last) is null ? With(TrialState.EarlyStopped, last, null) : With(TrialState.EarlyStopped, null, null);
        if (end.Problem is { } told)
            return Failed(told);
        if (trial.Stopping == StopCause.TimeLimit)
            return Failed(string.Create(CultureInfo.InvariantCulture, $"it ran longer than the limit of {limit!.Value.TotalSeconds:0.###} s"));
        if (usesFolder && !Directory.Exists(trial.Attempt.Folder))
            return Failed($"its folder {trial.Attempt.Folder} vanished while it ran");
        if (end.ExitCode != 0)
            return Failed(Exit(end.ExitCode));
        if (trial.Final is not { } final)
            return Failed(trial.Tail.NoResult);
        return problem(final) is { } bad ? Failed(bad) : With(TrialState.Succeeded, final, null);
    }

    private static string Exit(int code) => code > 128
        ? string.Create(CultureInfo.InvariantCulture, $"it was killed by signal {code - 128}")
        : string.Create(CultureInfo.InvariantCulture, $"its command ended with exit code {code}");
}
