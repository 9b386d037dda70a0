using System.CommandLine;

namespace NasSharp.Cli.CommandLine;

/// <summary>The options that every command has. They are made anew for each command tree, since a symbol belongs to one tree.</summary>
internal static class GlobalOptions
{
    private const string JsonName = "--json";
    private const string VerboseName = "--verbose";

    public static Option<bool> Json() => new(JsonName)
    {
        Description = "Write JSON for scripts: one object, or for long commands one object a line.",
        Recursive = true,
    };

    public static Option<bool> Verbose() => new(VerboseName)
    {
        Description = "Print the stack of an error.",
        Recursive = true,
    };

    public static bool WantsJson(ParseResult result) => result.GetResult(JsonName) is not null && result.GetValue<bool>(JsonName);

    public static bool WantsVerbose(ParseResult result) => result.GetResult(VerboseName) is not null && result.GetValue<bool>(VerboseName);
}
