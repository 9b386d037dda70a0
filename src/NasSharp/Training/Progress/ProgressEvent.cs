namespace NasSharp.Training.Progress;

/// <summary>Something that happened in a run, for whoever shows it.</summary>
public abstract record ProgressEvent;

/// <summary>The run begins, or goes on from a checkpoint.</summary>
/// <param name="Kind">The trainer: <c>darts</c>, <c>single-path</c>, <c>retrain</c>.</param>
/// <param name="Epochs">Epochs of the whole run.</param>
/// <param name="Steps">Training steps of the whole run.</param>
/// <param name="ResumedAtStep">Steps that were done before; 0 for a new run.</param>
/// <param name="Device">Where it computes, e.g. <c>cpu</c>.</param>
public sealed record RunStarted(string Kind, int Epochs, long Steps, long ResumedAtStep, string Device) : ProgressEvent;

/// <summary>A training step is done.</summary>
/// <param name="Step">Steps done, 1 to <paramref name="Steps"/>.</param>
/// <param name="Steps">Training steps of the whole run.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Epochs">Epochs of the whole run.</param>
/// <param name="Phase">What the step trained; <c>train</c>.</param>
/// <param name="Values">Means over the epoch so far, e.g. <c>loss</c> and <c>accuracy</c>.</param>
/// <param name="StepsPerSecond">The recent rate; 0 while unknown.</param>
/// <param name="Left">Estimated time to the end of the run; null while unknown.</param>
public sealed record StepDone(
    long Step, long Steps, int Epoch, int Epochs, string Phase, IReadOnlyList<KeyValuePair<string, double>> Values, double StepsPerSecond, TimeSpan? Left) : ProgressEvent;

/// <summary>A phase beside training goes on.</summary>
/// <param name="Phase"><c>validation</c>, <c>recalibration</c>, <c>candidates</c> or <c>test</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units of the phase.</param>
public sealed record PhaseProgress(string Phase, int Done, int Total) : ProgressEvent;

/// <summary>An epoch is done.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Epochs">Epochs of the whole run.</param>
/// <param name="Train">Means over the epoch's training batches.</param>
/// <param name="Validation">Means over the validation data; null when it was not evaluated.</param>
/// <param name="Left">Estimated time to the end of the run; null while unknown.</param>
public sealed record EpochDone(
    int Epoch, int Epochs, IReadOnlyDictionary<string, double> Train, IReadOnlyDictionary<string, double>? Validation, TimeSpan? Left) : ProgressEvent;

/// <summary>A checkpoint is safely on the disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Step">Steps done.</param>
public sealed record CheckpointSaved(string Path, long Step) : ProgressEvent;

/// <summary>Something the user should know, in one line; the run goes on.</summary>
/// <param name="Message">The line.</param>
public sealed record Notice(string Message) : ProgressEvent;

/// <summary>A search has collapsed and went back to an earlier epoch; steps and epochs count from there again.</summary>
/// <param name="Epoch">The epoch after which it was seen, from 0.</param>
/// <param name="ToEpoch">The epoch whose end the search went back to, from 0.</param>
/// <param name="Reason">What was seen, in words.</param>
/// <param name="Remedy">What is done, in words.</param>
public sealed record RolledBack(int Epoch, int ToEpoch, string Reason, string Remedy) : ProgressEvent;

/// <summary>The run is done.</summary>
/// <param name="Steps">Training steps of the whole run.</param>
/// <param name="Elapsed">Working time over all resumptions.</param>
public sealed record RunFinished(long Steps, TimeSpan Elapsed) : ProgressEvent;
