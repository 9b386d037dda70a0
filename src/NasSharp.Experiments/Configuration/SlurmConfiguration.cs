using NasSharp.Experiments.Services.Slurm;

namespace NasSharp.Experiments.Configuration;

/// <summary>What a <c>config.yml</c> says of a Slurm cluster; see <see cref="SlurmOptions"/>.</summary>
public sealed record SlurmConfiguration
{
    /// <summary>Jobs or workers; default <see cref="SlurmMode.Auto"/>.</summary>
    public SlurmMode Mode { get; init; }

    /// <summary>The partition; null: the cluster's.</summary>
    public string? Partition { get; init; }

    /// <summary>The account; null: the user's.</summary>
    public string? Account { get; init; }

    /// <summary>The time limit of a job or a worker, as Slurm writes it; null: the partition's.</summary>
    public string? Time { get; init; }

    /// <summary>The memory of a job or a worker, as Slurm writes it; null: trial.memoryMB, and without that the partition's.</summary>
    public string? Memory { get; init; }

    /// <summary>The generic resources, such as <c>gpu:1</c>; null: trial.gpuNum of <c>gpu</c>, and without that none.</summary>
    public string? Gres { get; init; }

    /// <summary>Further options of sbatch.</summary>
    public IReadOnlyList<string> ExtraOptions { get; init; } = [];

    /// <summary>Shell lines that run before the command; null: none.</summary>
    public string? Setup { get; init; }

    /// <summary>What stands before the command; null: nothing.</summary>
    public string? Container { get; init; }

    /// <summary>What a worker runs trials as; default a process each.</summary>
    public SlurmTrialKind TrialKind { get; init; }

    /// <summary>Workers at most; null: as many as trials run at once.</summary>
    public int? MaxWorkers { get; init; }

    /// <summary>How workers and manager talk; default TCP.</summary>
    public SlurmTransport Transport { get; init; }

    /// <summary>The name or address under which compute nodes reach the manager; null: this machine's name.</summary>
    public string? Address { get; init; }

    /// <summary>The command that starts nasctl on a compute node; null: the one that the manager was started with.</summary>
    public string? Nasctl { get; init; }

    /// <summary>Whether what runs is cancelled when the experiment is stopped; default no.</summary>
    public bool CancelOnStop { get; init; }
}
