using NasSharp.Training.Runs;

namespace NasSharp.Training;

/// <summary>Where a run stands, for callbacks.</summary>
public sealed class TrainerContext
{
    internal TrainerContext(RunFolder? folder, int epochs, long steps)
    {
        Folder = folder;
        Epochs = epochs;
        Steps = steps;
    }

    /// <summary>The run's folder; null when nothing is written.</summary>
    public RunFolder? Folder { get; }

    /// <summary>Epochs of the whole run.</summary>
    public int Epochs { get; }

    /// <summary>Training steps of the whole run.</summary>
    public long Steps { get; }

    /// <summary>The current epoch, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Training steps done.</summary>
    public long Step { get; internal set; }

    /// <summary>Means over the training batches of the current epoch so far, e.g. <c>loss</c>.</summary>
    public IReadOnlyDictionary<string, double> Train { get; internal set; } = new Dictionary<string, double>();

    /// <summary>Means over the validation data, from the last evaluation; null before the first.</summary>
    public IReadOnlyDictionary<string, double>? Validation { get; internal set; }

    /// <summary>Why the run shall end with this epoch; null: it goes on.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Ends training with the current epoch; the result is made from what was learnt.</summary>
    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        StopReason ??= reason;
    }

    internal void RestoreStop(string? reason) => StopReason = reason;
}
