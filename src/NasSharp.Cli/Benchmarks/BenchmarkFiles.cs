using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Benchmarks;

/// <summary>Where the compact files of benchmarks lie.</summary>
internal static class BenchmarkFiles
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "NASSHARP_BENCHMARKS";

    /// <summary>The file of a benchmark, unless another one is named: in the folder of the variable, else in the user's cache.</summary>
    public static string Of(string benchmark, string? named, Surroundings world)
    {
        if (named is not null)
            return named;
        var folder = world.Environment(Variable) is { Length: > 0 } set
            ? set
            : Path.Combine(world.Environment("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(world.Environment("HOME") ?? ".", ".cache"), "nassharp", "benchmarks");
        return Path.Combine(folder, benchmark + ".nasb");
    }
}
