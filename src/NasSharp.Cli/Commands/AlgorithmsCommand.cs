using System.CommandLine;
using NasSharp.Cli.Algorithms;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl algorithms</c>: what can search, and the settings of one of them.</summary>
internal static class AlgorithmsCommand
{
    public static Command Create(Surroundings world)
    {
        var name = new Argument<string?>("name")
        {
            Description = "One algorithm, to see its settings.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. SearchAlgorithms.Names]);
        var command = new Command("algorithms", "List the search algorithms, or the settings of one.") { name };
        CommandContext.SetAction(command, world, context => Run(context, context.Options.GetValue(name)));
        return command;
    }

    private static int Run(CommandContext context, string? name)
    {
        if (name is not null && !SearchAlgorithms.Names.Contains(name))
            throw new UsageException($"algorithm '{name}' is unknown: {NearestWords.Hint(name, SearchAlgorithms.Names)}");
        var shown = name is null ? SearchAlgorithms.All : [SearchAlgorithms.Of(name)];
        if (context.Json)
        {
            context.WriteJson(shown.Select(a => new { name = a.Name, paper = a.Paper, kind = a.Kind, needs = a.Needs, memory = a.Memory, settings = a.Settings }));
            return ExitCode.Success;
        }
        var output = context.World.Out;
        foreach (var line in TextTable.Lines(["name", "paper", "kind", "memory", "needs"], shown.Select(a => (string[])[a.Name, a.Paper, a.Kind, a.Memory, a.Needs])))
            output.WriteLine(line);
        output.WriteLine();
        if (name is null)
        {
            output.WriteLine("'nasctl algorithms NAME' lists the settings of one, 'nasctl search --algorithm NAME --set name=value,...' changes them.");
            return ExitCode.Success;
        }
        foreach (var line in TextTable.Lines(["setting", "default"], shown[0].Settings.Select(s => (string[])[s.Key, s.Value])))
            output.WriteLine(line);
        return ExitCode.Success;
    }
}
