using NasSharp.Training.Progress;

namespace NasSharp.Cli.Output;

/// <summary>Events as lines of text; null for those that only move a bar.</summary>
internal static class ProgressText
{
    public static string? Of(ProgressEvent progress) => progress switch
    {
        RunStarted { ResumedAtStep: > 0 } start => $"going on after step {Numbers.Count(start.ResumedAtStep)} of {Numbers.Count(start.Steps)} on {start.Device}",
        RunStarted start => $"{start.Epochs} {(start.Epochs == 1 ? "epoch" : "epochs")}, {Numbers.Count(start.Steps)} steps on {start.Device}",
        EpochDone epoch => $"epoch {epoch.Epoch + 1}/{epoch.Epochs}  {Numbers.Metrics(epoch.Train)}"
            + (epoch.Validation is { Count: > 0 } validation ? $"  | validation  {Numbers.Metrics(validation)}" : "")
            + (epoch.Left is { } left && epoch.Epoch + 1 < epoch.Epochs ? $"  | {Numbers.Time(left)} left" : ""),
        Notice notice => notice.Message,
        RunFinished end => $"done in {Numbers.Time(end.Elapsed)}",
        _ => null,
    };
}
