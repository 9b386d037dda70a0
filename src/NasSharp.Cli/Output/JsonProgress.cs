using System.Text.Json;
using NasSharp.Training.Progress;

namespace NasSharp.Cli.Output;

/// <summary>Progress for scripts: one JSON object a line; steps at most once a second.</summary>
internal sealed class JsonProgress(TextWriter writer, TimeProvider time, string label) : IProgressSink
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long? written;

    /// <inheritdoc/>
    public void Report(ProgressEvent progress)
    {
        object? line = progress switch
        {
            RunStarted e => new { @event = "started", stage = label, kind = e.Kind, epochs = e.Epochs, steps = e.Steps, resumedAtStep = e.ResumedAtStep, device = e.Device },
            StepDone e when IsDue() => new { @event = "step", stage = label, step = e.Step, steps = e.Steps, epoch = e.Epoch, values = Object(e.Values), secondsLeft = Seconds(e.Left) },
            PhaseProgress e when IsDue() => new { @event = "phase", stage = label, phase = e.Phase, done = e.Done, total = e.Total },
            EpochDone e => new { @event = "epoch", stage = label, epoch = e.Epoch, epochs = e.Epochs, train = e.Train, validation = e.Validation, secondsLeft = Seconds(e.Left) },
            CheckpointSaved e => new { @event = "checkpoint", stage = label, path = e.Path, step = e.Step },
            Notice e => new { @event = "notice", stage = label, message = e.Message },
            RunFinished e => new { @event = "finished", stage = label, steps = e.Steps, seconds = Seconds(e.Elapsed) },
            _ => null,
        };
        if (line is null)
            return;
        if (progress is StepDone or PhaseProgress)
            written = time.GetTimestamp();
        writer.WriteLine(JsonSerializer.Serialize(line, Json.Line));
        writer.Flush();
    }

    private bool IsDue() => written is not { } last || time.GetElapsedTime(last) >= Pause;

    private static Dictionary<string, double> Object(IEnumerable<KeyValuePair<string, double>> values) => new(values);

    private static double? Seconds(TimeSpan? time) => time is { } t ? Math.Round(t.TotalSeconds, 1) : null;
}
