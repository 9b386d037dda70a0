namespace NasSharp.Experiments.Services.Slurm;

/// <summary>Decides from what was measured whether trials are better run by workers: when a job waits for its start longer than a twentieth of what a trial takes. Medians, for a queue has bad moments.</summary>
internal sealed class ModeChoice
{
    /// <summary>What starting may take of a trial's time.</summary>
    public const double Share = 0.05;

    private const int Enough = 3;

    private readonly List<TimeSpan> _gaps = [];
    private readonly List<TimeSpan> _lengths = [];

    /// <summary>A job has waited so long from its submission to its start.</summary>
    public void AddGap(TimeSpan gap) => _gaps.Add(gap);

    /// <summary>A trial has run so long.</summary>
    public void AddLength(TimeSpan length) => _lengths.Add(length);

    /// <summary>Whether enough is known and workers are the better way.</summary>
    public bool PrefersWorkers => _gaps.Count >= Enough && _lengths.Count >= Enough && Median(_gaps) > Share * Median(_lengths);

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
