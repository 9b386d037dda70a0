namespace NasSharp.Training;

/// <summary>A run was cancelled; it ended at a step boundary, and a checkpoint holds everything up to there.</summary>
public sealed class TrainingCancelledException : OperationCanceledException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="folder">The run's folder; null when it has none and is lost.</param>
    /// <param name="checkpoint">The checkpoint file; null without a folder.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="cancel">The token that was cancelled.</param>
    public TrainingCancelledException(string? folder, string? checkpoint, long step, CancellationToken cancel)
        : base($"The run was cancelled after step {step}{(folder is null ? "" : $"; resume it from {folder}")}.", cancel)
    {
        Folder = folder;
        Checkpoint = checkpoint;
        Step = step;
    }

    /// <summary>The run's folder; null when it has none.</summary>
    public string? Folder { get; }

    /// <summary>The checkpoint file; null without a folder.</summary>
    public string? Checkpoint { get; }

    /// <summary>Steps done.</summary>
    public long Step { get; }
}
