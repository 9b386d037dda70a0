using NasSharp.Training.Progress;

namespace NasSharp.Cli.Output;

/// <summary>Progress on a terminal: one line with a bar and the time left that is drawn over and over, and above it a line for each epoch.</summary>
internal sealed class TerminalProgress(TextWriter writer, Func<int> width, TimeProvider time, string label) : IProgressSink, IDisposable
{
    private const string EraseLine = "\r\u001b[K";
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private readonly PhasePace pace = new(time);
    private long? drawn;
    private string line = "";
    private (double Fraction, TimeSpan? Left) state;
    private bool training;

    /// <inheritdoc/>
    public void Report(ProgressEvent progress)
    {
        switch (progress)
        {
            case StepDone step:
                training = true;
                state = ((double)step.Step / step.Steps, step.Left);
                Draw($"epoch {step.Epoch + 1}/{step.Epochs}", Numbers.Metrics(step.Values));
                break;
            case PhaseProgress phase:
                // Beside training the bar stays that of the training.
                if (!training)
                    state = ((double)phase.Done / Math.Max(1, phase.Total), pace.Left(phase));
                Draw($"{phase.Phase} {phase.Done}/{phase.Total}", "");
                break;
            default:
                // The bar below says what time is left.
                if (ProgressText.Of(progress is EpochDone epoch ? epoch with { Left = null } : progress) is { } text)
                    Above($"{label}: {text}");
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Write(line.Length > 0 ? EraseLine : "");
        line = "";
        writer.Flush();
    }

    private void Draw(string where, string details)
    {
        if (drawn is { } last && time.GetElapsedTime(last) < Redraw)
            return;
        drawn = time.GetTimestamp();
        const int cells = 24;
        var full = (int)(cells * Math.Clamp(state.Fraction, 0, 1));
        var bar = new string('━', full) + new string('─', cells - full);
        var left = state.Left is { } t ? $"{Numbers.Time(t)} left" : "";
        var text = string.Join("  ", new[] { label, bar, $"{100 * state.Fraction,3:0} %", left, where, details }.Where(part => part.Length > 0));
        // A line that wraps could not be erased.
        var room = Math.Max(10, width() - 1);
        line = text.Length > room ? text[..room] : text;
        writer.Write(EraseLine + line);
        writer.Flush();
    }

    private void Above(string text)
    {
        writer.Write(EraseLine);
        writer.WriteLine(text);
        writer.Write(line);
        writer.Flush();
    }
}
