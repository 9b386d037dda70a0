using System.CommandLine;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Experiments;

/// <summary>The commands about experiments.</summary>
internal static class ExperimentCommands
{
    public static IEnumerable<Command> Create(Surroundings world) =>
        [.. RunCommands.Create(world), .. LookCommands.Create(world), TrialCommands.Create(world), .. DataCommands.Create(world), SpaceGenerationCommand.Create(world)];
}
