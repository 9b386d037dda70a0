using System.Globalization;

namespace NasSharp.Bench.Slurm;

/// <summary>What is simulated.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Workers that the cluster has room for, and trials at once.</summary>
    public int Workers { get; init; } = 1000;

    /// <summary>Trials of the experiment.</summary>
    public int Trials { get; init; } = 100_000;

    /// <summary>How often the manager is killed.</summary>
    public int ManagerKills { get; init; } = 4;

    /// <summary>Of the faults and of all times.</summary>
    public long Seed { get; init; } = 7;

    /// <summary>How much trouble there is; 1: a machine dies every five and a half hours, and loses its trial otherwise about every two and a half.</summary>
    public double Harshness { get; init; } = 1;
}

/// <summary>What became of a simulated experiment.</summary>
internal sealed record SimulationResult
{
    /// <summary>Trials without their right result.</summary>
    public required long Lost { get; init; }

    /// <summary>Results beyond one for a trial.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Attempts beyond one for a trial.</summary>
    public required long Repeated { get; init; }

    /// <summary>Results of attempts that had been given up.</summary>
    public required long Refused { get; init; }

    /// <summary>The share of the workers' time without a trial.</summary>
    public required double IdleShare { get; init; }

    /// <summary>How long it took in virtual time.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>How long it took in fact.</summary>
    public required TimeSpan Real { get; init; }

    /// <summary>What happened on the way.</summary>
    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>What is wrong with which trial, or with the store.</summary>
    public required IReadOnlyList<string> Complaints { get; init; }

    public string InWords() => string.Create(CultureInfo.InvariantCulture,
        $"{Repeated} attempts were repeated and {Refused} late results refused, among: {string.Join(", ", Faults.Select(f => $"{f.Value} {f.Key}"))}. {Time.TotalHours:0.0} hours of cluster time took {Real.TotalSeconds:0} s.");
}
