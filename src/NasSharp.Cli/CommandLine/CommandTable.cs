using System.CommandLine;
using NasSharp.Cli.Board;
using NasSharp.Cli.Commands;
using NasSharp.Cli.Experiments;

namespace NasSharp.Cli.CommandLine;

/// <summary>Commands that are made together, with their names.</summary>
internal sealed record CommandGroup(IReadOnlyList<string> Names, Func<Surroundings, IEnumerable<Command>> Create);

/// <summary>All commands, in the order of the help. Most command lines name one of them; making only that one saves half of the time that a short command takes.</summary>
internal static class CommandTable
{
    /// <summary>The groups of commands.</summary>
    public static IReadOnlyList<CommandGroup> Groups { get; } =
    [
        One("search", SearchCommand.Create),
        One("retrain", RetrainCommand.Create),
        One("evaluate", EvaluateCommand.Create),
        One("profile", ProfileCommand.Create),
        One("space", SpaceCommand.Create),
        One("zoo", ZooCommand.Create),
        One("latency", LatencyCommand.Create),
        One("score", ScoreCommand.Create),
        One("grow", GrowCommand.Create),
        One("benchmark", BenchmarkCommand.Create),
        One("algorithms", AlgorithmsCommand.Create),
        One("doctor", world => DoctorCommand.Create(world)),
        One("demo", DemoCommand.Create),
        One("board", BoardCommand.Create),
        new(["create", "resume", "pause", "view", "stop", "manager", "slurm-worker"], RunCommands.Create),
        new(["list", "status", "top", "experiment"], LookCommands.Create),
        One("trial", TrialCommands.Create),
        new(["delete", "export", "import", "update", "report"], DataCommands.Create),
        One("ss-gen", SpaceGenerationCommand.Create),
    ];

    /// <summary>The group with the command that a command line names; all of them when it names none, or asks for help or completions.</summary>
    public static IReadOnlyList<CommandGroup> Named(IReadOnlyList<string> arguments)
    {
        foreach (var group in Groups)
            if (arguments.Count > 0 && group.Names.Contains(arguments[0]))
                return [group];
        return Groups;
    }

    private static CommandGroup One(string name, Func<Surroundings, Command> create) => new([name], world => [create(world)]);
}
