using NasSharp.Training.Progress;

namespace NasSharp.Cli.Output;

/// <summary>How fast a phase goes on since it was first seen, whatever was done of it before.</summary>
internal sealed class PhasePace(TimeProvider time)
{
    private (string Phase, int Done, int Last, long Time)? start;

    /// <summary>The time that the rest of the phase takes at this pace; null before its first unit and after its last.</summary>
    public TimeSpan? Left(PhaseProgress phase)
    {
        if (start is not { } begun || begun.Phase != phase.Phase || phase.Done < begun.Last)
            begun = (phase.Phase, phase.Done, phase.Done, time.GetTimestamp());
        start = begun with { Last = phase.Done };
        var done = phase.Done - begun.Done;
        return done == 0 || phase.Done >= phase.Total ? null : time.GetElapsedTime(begun.Time) / done * (phase.Total - phase.Done);
    }
}
