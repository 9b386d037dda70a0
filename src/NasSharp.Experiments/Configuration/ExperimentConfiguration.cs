using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NasSharp.Experiments.Running;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Configuration;

/// <summary>What a <c>config.yml</c> says; paths are absolute.</summary>
public sealed record ExperimentConfiguration
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who runs it; may be empty.</summary>
    public string Author { get; init; } = "";

    /// <summary>What it is for; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Trials at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Trials that are started at most; 99999 by default, as NNI.</summary>
    public int MaxTrials { get; init; } = 99_999;

    /// <summary>How long managers run at most; 999 days by default, as NNI.</summary>
    public TimeSpan MaxDuration { get; init; } = Durations.Endless;

    /// <summary>How long one attempt of a trial may run; null: no limit.</summary>
    public TimeSpan? MaxTrialDuration { get; init; }

    /// <summary>The search-space file.</summary>
    public required string SearchSpacePath { get; init; }

    /// <summary>The folder that experiments are made in; null: the usual one.</summary>
    public string? LogFolder { get; init; }

    /// <summary>The seed of the tuner; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>The tuner.</summary>
    public required TunerConfiguration Tuner { get; init; }

    /// <summary>What ends trials early; null: nothing.</summary>
    public AssessorConfiguration? Assessor { get; init; }

    /// <summary>What trials report and what is good for it; the first is the experiment's result.</summary>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>What architectures may cost; none by default.</summary>
    public IReadOnlyList<ConstraintConfiguration> Constraints { get; init; } = [];

    /// <summary>The trials.</summary>
    public required TrialConfiguration Trial { get; init; }

    /// <summary>The cluster that trials run on; null: this machine.</summary>
    public SlurmConfiguration? Slurm { get; init; }

    /// <summary>The configuration as JSON, as the store keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ExperimentConfiguration FromJson(string json) => JsonSerializer.Deserialize<ExperimentConfiguration>(json, Options)!;
}

/// <summary>The tuner of an experiment.</summary>
public sealed record TunerConfiguration
{
    /// <summary>The name of a tuner of <see cref="TunerCatalog"/>; null for one of the user's own.</summary>
    public string? Name { get; init; }

    /// <summary>The assembly of a tuner of the user's own.</summary>
    public string? Assembly { get; init; }

    /// <summary>Its class, which implements <see cref="ITuner"/>.</summary>
    public string? ClassName { get; init; }

    /// <summary>The arguments, without <c>optimize_mode</c>.</summary>
    public JsonObject? Arguments { get; init; }
}

/// <summary>The early stopping of an experiment.</summary>
/// <param name="Name"><c>Medianstop</c> or <c>Asha</c>.</param>
/// <param name="StartStep">Steps before which the median rule stops no trial.</param>
/// <param name="MinSteps">ASHA's first rung.</param>
/// <param name="ReductionFactor">ASHA's η.</param>
public sealed record AssessorConfiguration(string Name, int StartStep = 0, int MinSteps = 1, int ReductionFactor = 4);

/// <summary>The trials of an experiment.</summary>
public sealed record TrialConfiguration
{
    /// <summary>The command, run by /bin/sh.</summary>
    public required string Command { get; init; }

    /// <summary>The folder it runs in.</summary>
    public required string CodeFolder { get; init; }

    /// <summary>GPUs for each trial; null: CUDA_VISIBLE_DEVICES is left alone.</summary>
    public int? Gpus { get; init; }

    /// <summary>Cores for each trial; null: all trials share all.</summary>
    public int? Cores { get; init; }

    /// <summary>Mebibytes of resident memory for each trial; null: no limit.</summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>GPUs that may be used; null: all.</summary>
    public IReadOnlyList<int>? GpuIndices { get; init; }

    /// <summary>Trials that share a GPU; default 1.</summary>
    public int MaxTrialsPerGpu { get; init; } = 1;

    /// <summary>Whether the program calls <see cref="Experiments.Trial.Run"/> and stays for the next trial; default no.</summary>
    public bool WarmWorkers { get; init; }
}
