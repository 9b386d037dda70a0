using NasSharp.Training.Progress;

namespace NasSharp.Cli.Output;

/// <summary>Progress in a pipe or file: plain lines, one for each epoch and in long epochs one now and then.</summary>
internal sealed class LineProgress(TextWriter writer, TimeProvider time, string label) : IProgressSink
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly PhasePace pace = new(time);
    private long written = time.GetTimestamp();

    /// <inheritdoc/>
    public void Report(ProgressEvent progress)
    {
        var phaseLeft = progress is PhaseProgress seen ? pace.Left(seen) : null;
        var text = progress switch
        {
            StepDone step when IsDue() => $"step {Numbers.Count(step.Step)}/{Numbers.Count(step.Steps)}  epoch {step.Epoch + 1}/{step.Epochs}  {Numbers.Metrics(step.Values)}"
                + (step.Left is { } left ? $"  | {Numbers.Time(left)} left" : ""),
            PhaseProgress phase when IsDue() => $"{phase.Phase} {phase.Done}/{phase.Total}" + (phaseLeft is { } l ? $"  | {Numbers.Time(l)} left" : ""),
            StepDone or PhaseProgress => null,
            _ => ProgressText.Of(progress),
        };
        if (text is null)
            return;
        written = time.GetTimestamp();
        writer.WriteLine($"{label}: {text}");
        writer.Flush();
    }

    private bool IsDue() => time.GetElapsedTime(written) >= Pause;
}
