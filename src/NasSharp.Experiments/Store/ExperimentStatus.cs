namespace NasSharp.Experiments.Store;

/// <summary>What an experiment's manager last recorded.</summary>
public enum ExperimentStatus
{
    /// <summary>Created; no trial has been proposed yet.</summary>
    Created,

    /// <summary>A manager is running it, or was when it was killed: <see cref="ExperimentLock.IsHeld"/> tells which.</summary>
    Running,

    /// <summary>Stopped by the user or by an error; it can be resumed.</summary>
    Stopped,

    /// <summary>A limit is reached or the tuner has no more proposals, and all trials have ended.</summary>
    Done,
}
