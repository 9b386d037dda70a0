using NasSharp.Torch.Data;

namespace NasSharp.Spaces;

/// <summary>Where an architecture comes from; kept in a file beside the decisions, and never needed to read them.</summary>
public sealed record ArchitectureMeta
{
    /// <summary>The member of an architecture file that holds this record.</summary>
    internal const string MemberName = "$meta";

    /// <summary>Version of the tool that wrote the file, e.g. <c>0.1.0</c>.</summary>
    public string? ToolVersion { get; init; }

    /// <summary><see cref="SearchSpace.Fingerprint"/> of the space the decisions belong to; filled in on writing.</summary>
    public string? SpaceFingerprint { get; init; }

    /// <summary>Name of the algorithm that found the architecture, e.g. <c>darts</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Seed of the run.</summary>
    public long? Seed { get; init; }

    /// <summary>The score the search gave it, on validation data; its meaning belongs to the algorithm.</summary>
    public double? Score { get; init; }

    /// <summary>What was done to every image of the search; null when unknown or when the task has no images.</summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>The version of this library, as written into files.</summary>
    public static string CurrentToolVersion { get; } = typeof(ArchitectureMeta).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
