namespace NasSharp.Experiments.Services.Local;

/// <summary>How trials run on this machine.</summary>
public sealed record LocalOptions
{
    /// <summary>The command, run by /bin/sh.</summary>
    public required string Command { get; init; }

    /// <summary>The folder it runs in; the current one by default.</summary>
    public string CodeFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The experiment's id, for NASCTL_EXPERIMENT_ID.</summary>
    public string ExperimentId { get; init; } = "";

    /// <summary>The experiment's folder, for NASCTL_EXPERIMENT_DIR.</summary>
    public string ExperimentFolder { get; init; } = "";

    /// <summary>Resident bytes of all processes of a trial, above which it is ended; null, the default: no limit. Looked at four times a second.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Cores of its own for each trial; null, the default: all trials use all cores.</summary>
    public int? CoresPerTrial { get; init; }

    /// <summary>GPUs for each trial: CUDA_VISIBLE_DEVICES names them, -1 for none; null, the default: the variable is left as it is.</summary>
    public int? GpusPerTrial { get; init; }

    /// <summary>The GPUs that may be used; null, the default: all that this machine has.</summary>
    public IReadOnlyList<int>? GpuIndices { get; init; }

    /// <summary>Trials that share a GPU; at least 1, default 1.</summary>
    public int MaxTrialsPerGpu { get; init; } = 1;

    /// <summary>How long a trial that is being ended has to write what it wants to keep; default 2 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
