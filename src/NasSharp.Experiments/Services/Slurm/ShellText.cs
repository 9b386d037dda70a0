using System.Globalization;
using System.Text;

namespace NasSharp.Experiments.Services.Slurm;

/// <summary>Pieces of the scripts that jobs run.</summary>
internal static class ShellText
{
    /// <summary>A text as one word of the shell.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The first line: modules are functions of a login shell.</summary>
    public static string Head(SlurmOptions options) => options.Setup is null ? "#!/bin/sh\n" : "#!/bin/bash -l\n";

    /// <summary>A command with what stands before it.</summary>
    public static string InContainer(SlurmOptions options, string command) => options.Container is { } prefix ? $"{prefix} {command}" : command;

    /// <summary>Variables for the command.</summary>
    public static string Exports(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"export {name}={Quote(value)}\n");
        return text.ToString();
    }
}
