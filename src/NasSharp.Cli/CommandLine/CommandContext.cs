using System.CommandLine;
using System.Text.Json;

namespace NasSharp.Cli.CommandLine;

/// <summary>What a running command has at hand.</summary>
internal sealed record CommandContext(ParseResult Options, Surroundings World)
{
    /// <summary>Whether the user wants JSON.</summary>
    public bool Json => GlobalOptions.WantsJson(Options);

    /// <summary>Writes an object as one line of JSON.</summary>
    public void WriteJson(object value) => World.Out.WriteLine(JsonSerializer.Serialize(value, Output.Json.Line));

    /// <summary>Gives a command its action: failures end in one line and an exit code.</summary>
    public static void SetAction(Command command, Surroundings world, Func<CommandContext, int> action) => command.SetAction(options =>
    {
        try
        {
            return action(new CommandContext(options, world));
        }
        catch (Exception failure)
        {
            return FailureReport.Write(failure, world, GlobalOptions.WantsJson(options), GlobalOptions.WantsVerbose(options));
        }
    });
}
