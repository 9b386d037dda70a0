using NasSharp.Training.Progress;

namespace NasSharp.Cli.DryRun;

/// <summary>Watches the first epoch of a search and stops it when enough was seen.</summary>
internal sealed class TrialObserver(TimeProvider time, CancellationTokenSource stop) : IProgressSink
{
    // A phase with more units than this is not waited for.
    private const int LongPhase = 20;
    private const int UnitsOfLongPhase = 5;

    private readonly List<double> _steps = [];
    private readonly OrderedDictionary<string, PhaseTime> _phases = new(StringComparer.Ordinal);
    private long _last = time.GetTimestamp();

    /// <summary>Epochs of the whole search.</summary>
    public int Epochs { get; private set; }

    /// <summary>Seconds of each step.</summary>
    public IReadOnlyList<double> Steps => _steps;

    /// <summary>What an epoch does beside its steps, by name.</summary>
    public IReadOnlyDictionary<string, PhaseTime> Phases => _phases;

    public void Report(ProgressEvent progress)
    {
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_last, now).TotalSeconds;
        switch (progress)
        {
            case RunStarted started:
                Epochs = started.Epochs;
                break;
            case StepDone:
                _steps.Add(seconds);
                break;
            case PhaseProgress phase:
                var before = _phases.GetValueOrDefault(phase.Phase);
                _phases[phase.Phase] = new PhaseTime(phase.Total, phase.Done, (before?.Seconds ?? 0) + seconds);
                if (phase.Total > LongPhase && phase.Done >= UnitsOfLongPhase)
                    stop.Cancel();
                break;
            case EpochDone:
                stop.Cancel();
                break;
        }
        _last = now;
    }
}

/// <summary>A phase of an epoch, perhaps cut short.</summary>
/// <param name="Total">Its units.</param>
/// <param name="Done">Units that were done.</param>
/// <param name="Seconds">What they took.</param>
internal sealed record PhaseTime(int Total, int Done, double Seconds)
{
    /// <summary>Seconds of the whole phase.</summary>
    public double Whole => Done == 0 ? 0 : Seconds / Done * Total;
}
