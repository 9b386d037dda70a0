using System.Globalization;

namespace NasSharp.Cli.DryRun;

/// <summary>How much memory a process may still take: what the system has free, or what its control group allows, whichever is less.</summary>
internal static class AvailableMemory
{
    /// <summary>Bytes.</summary>
    /// <param name="root">The root of the file system, which tests exchange.</param>
    public static long Read(string root = "/")
    {
        var free = Lines(Path.Combine(root, "proc/meminfo")).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal)) is { } line
            ? Number(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal)) * 1024
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var group = Path.Combine(root, "sys/fs/cgroup");
        var allowed = Number(Lines(Path.Combine(group, "memory.max")).FirstOrDefault() ?? "max");
        var used = Number(Lines(Path.Combine(group, "memory.current")).FirstOrDefault() ?? "0");
        return allowed is { } most && most - (used ?? 0) is var left && left < (free ?? long.MaxValue) ? Math.Max(0, left) : free ?? long.MaxValue;
    }

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    private static long? Number(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
