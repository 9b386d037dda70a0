using System.Globalization;

namespace NasSharp.Cli.Doctor;

/// <summary>Says what the facts mean: what is right, what is slow, what is missing, and which command mends it.</summary>
internal static class Diagnosis
{
    private const long Gigabyte = 1L << 30;

    /// <summary>The findings, in the order in which they are printed.</summary>
    public static IReadOnlyList<Finding> Of(MachineFacts facts, string version)
    {
        var findings = new List<Finding>
        {
            new("nasctl", $"{version}, .NET {facts.Runtime}, {facts.System}"),
            Libtorch(facts),
        };
        if (facts.Libtorch is not null)
        {
            findings.Add(Threads(facts));
            findings.Add(BlasKind.Recognise(facts.LoadedFiles, facts.BuildInfo));
        }
        findings.Add(Processor(facts));
        if (facts.Libtorch is not null)
            findings.Add(Gpu(facts));
        findings.Add(Images(facts));
        findings.Add(Memory(facts));
        findings.Add(Disk(facts));
        return findings;
    }

    private static Finding Libtorch(MachineFacts facts)
    {
        if (facts.Libtorch is null || facts.LibtorchFailure is not null)
            return new("libtorch", facts.LibtorchFailure ?? "not found", Health.Problem, "./build.sh setup");
        var file = facts.LoadedFiles.FirstOrDefault(f => Path.GetFileName(f).StartsWith("libtorch_cpu", StringComparison.Ordinal));
        return new("libtorch", file is null ? facts.Libtorch : $"{facts.Libtorch}, {file}");
    }

    private static Finding Threads(MachineFacts facts)
    {
        var value = $"{facts.Threads} of {facts.Cores} cores";
        if (facts.Threads >= facts.Cores)
            return new("threads", value);
        return facts.OmpThreads is { Length: > 0 } set
            ? new("threads", value, Health.Warning, $"OMP_NUM_THREADS={set} limits them: unset OMP_NUM_THREADS")
            : new("threads", value, Health.Warning, $"cores are idle: export OMP_NUM_THREADS={facts.Cores}");
    }

    private static Finding Processor(MachineFacts facts)
    {
        var value = $"{facts.Processor}, {(facts.Instructions.Count == 0 ? "no vector instructions" : string.Join(", ", facts.Instructions))}";
        var fast = facts.Instructions.Any(i => i is "AVX2" or "AVX-512" or "NEON");
        return fast ? new("processor", value) : new("processor", value, Health.Warning, "without AVX2 training is slow: use another machine");
    }

    private static Finding Gpu(MachineFacts facts)
    {
        if (facts.Gpus.Count > 0)
            return new("GPU", string.Join("; ", facts.Gpus));
        return facts.HasGpuDriver
            ? new("GPU", "present, but this libtorch cannot use it", Health.Warning,
                "set NASSHARP_LIBTORCH to the folder of a CUDA libtorch, then ./build.sh build")
            : new("GPU", "none; the processor computes");
    }

    private static Finding Images(MachineFacts facts) => facts.ImageDecoders.Count > 0
        ? new("images", $"PNG, {string.Join(", ", facts.ImageDecoders)}")
        : new("images", "PNG; no JPEG decoder", Health.Warning, "needed for folders of JPEG files: apt-get install libturbojpeg0");

    private static Finding Memory(MachineFacts facts) => facts.Memory >= 2 * Gigabyte
        ? new("memory", Size(facts.Memory))
        : new("memory", Size(facts.Memory), Health.Warning, "a search needs 2 GB or more: use fewer channels or a smaller batch");

    private static Finding Disk(MachineFacts facts) => facts.FreeDisk >= Gigabyte
        ? new("disk", $"{Size(facts.FreeDisk)} free here")
        : new("disk", $"{Size(facts.FreeDisk)} free here", Health.Warning, "checkpoints and data need room: free some, or use --output on another disk");

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Gigabyte:0.0} GB");
}
