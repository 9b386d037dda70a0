using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace NasSharp.Cli.CommandLine;

/// <summary>The command line as a whole.</summary>
internal static class NasCtl
{
    /// <summary>The version of nasctl, such as <c>0.1.0</c>.</summary>
    public static string Version =>
        typeof(NasCtl).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Parses and runs a command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings world)
    {
        var result = Parse(arguments, world);
        if (result.Errors.Count > 0 && result.Action is not HelpAction)
        {
            world.Error.WriteLine($"nasctl: {ParseFailure.Describe(result)}");
            return ExitCode.Usage;
        }
        return await result.InvokeAsync(new InvocationConfiguration
        {
            Output = world.Out,
            Error = world.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>Parses a command line without running it.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments, Surroundings world) => CreateRoot(world, CommandTable.Named(arguments)).Parse(arguments, Parser);

    private static RootCommand CreateRoot(Surroundings world, IEnumerable<CommandGroup> groups)
    {
        var root = new RootCommand("Neural architecture search: find a network for your data, train it, and look at it.")
        {
            GlobalOptions.Json(),
            GlobalOptions.Verbose(),
        };
        foreach (var group in groups)
            foreach (var command in group.Create(world))
                root.Subcommands.Add(command);
        foreach (var option in root.Options.OfType<VersionOption>())
            option.Action = new VersionAction(world);
        return root;
    }

    private sealed class VersionAction(Surroundings world) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            world.Out.WriteLine($"nasctl {Version}");
            return ExitCode.Success;
        }
    }
}
