using NasSharp.Cli.CommandLine;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Runs;

/// <summary>The file that <c>--architecture</c> means.</summary>
internal static class ArchitectureArgument
{
    private const string InFolder = "architecture.json";

    /// <summary>The file as it was given, or that of the run whose folder was given; null when the option was not given. A network of the zoo is no file, and the way to one is said.</summary>
    public static string? File(CommandContext context)
    {
        var given = context.Options.GetValue<string>("--architecture");
        if (given is null || System.IO.File.Exists(given))
            return given;
        if (Directory.Exists(given))
            return Path.Combine(given, InFolder);
        return Published(given) is { } published
            ? throw new DataProblem($"--architecture {given}: there is no such file; 'nasctl zoo show {published.Name} --output {published.Name}.json' writes that of the published network")
            : given;
    }

    /// <summary>The published architecture of that name, whatever its case; null when there is none.</summary>
    public static PublishedArchitecture? Published(string name) => ZooCatalog.Architectures.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
