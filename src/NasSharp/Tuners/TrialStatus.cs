namespace NasSharp.Tuners;

/// <summary>How a trial ended, as a tuner sees it.</summary>
public enum TrialStatus
{
    /// <summary>It reported what was asked for.</summary>
    Succeeded,

    /// <summary>It crashed, ran out of its limits, or reported no finite number.</summary>
    Failed,

    /// <summary>It was never run: the architecture violates a constraint.</summary>
    Rejected,
}
