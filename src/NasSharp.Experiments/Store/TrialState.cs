namespace NasSharp.Experiments.Store;

/// <summary>Where a trial is in its life.</summary>
public enum TrialState
{
    /// <summary>Proposed, not started yet, or to be started again because its process was lost.</summary>
    Waiting,

    /// <summary>An attempt is running.</summary>
    Running,

    /// <summary>Ended with a final result.</summary>
    Succeeded,

    /// <summary>Ended without a final result, with an error, or above a limit; the record has the error and the end of the log.</summary>
    Failed,

    /// <summary>Ended by <c>nasctl trial kill</c>.</summary>
    UserCanceled,

    /// <summary>Ended because the experiment was stopped or reached its time; it runs again when the experiment is resumed.</summary>
    SysCanceled,

    /// <summary>Ended by early stopping; the last intermediate result is its result.</summary>
    EarlyStopped,
}
