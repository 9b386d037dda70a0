using System.CommandLine;
using System.Globalization;
using System.Numerics;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;
using NasSharp.Spaces;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl space</c>: the choices of a space, and pictures of it.</summary>
internal static class SpaceCommand
{
    public static Command Create(Surroundings world)
    {
        var show = new Command("show", "List the choices of a space and count its architectures; --json prints the search-space file.");
        SpaceOptions.AddTo(show);
        show.Options.Add(Values.Text("--file", "A search-space file instead of a space from the zoo.", "file"));
        CommandContext.SetAction(show, world, Run);
        return new Command("space", "Look at search spaces.") { show, SpaceDrawCommand.Create(world) };
    }

    private static int Run(CommandContext context)
    {
        var space = Space(context);
        var output = context.World.Out;
        if (context.Json)
        {
            output.WriteLine(space.ToJson());
            return ExitCode.Success;
        }
        var width = space.Keys.Select(k => k.Length).DefaultIfEmpty(0).Max();
        foreach (var choice in space.Choices)
        {
            var text = choice.ToString()[(choice.Key.Length + 2)..];
            output.WriteLine($"{choice.Key.PadRight(width)}  {text}{(choice.ActiveWhen.Count == 0 ? "" : $"  when {string.Join(" or ", choice.ActiveWhen)}")}");
        }
        output.WriteLine();
        output.WriteLine($"{space.Choices.Count} choices, {Size(space.Count())} architectures, fingerprint {space.Fingerprint}");
        return ExitCode.Success;
    }

    /// <summary>The space of the options.</summary>
    internal static SearchSpace Space(CommandContext context)
    {
        if (context.Options.GetValue<string>("--file") is { } file)
            return SearchSpaceFile.Read(file);
        var options = SpaceOptions.From(context);
        using var model = SpaceCatalog.Build(options, SpaceCatalog.ExampleShape(options), classes: 10, seed: 0, NetworkUse.Search);
        return SearchSpace.Of(model);
    }

    private static string Size(BigInteger count) => count < 1_000_000_000
        ? count.ToString("N0", CultureInfo.InvariantCulture)
        : $"about {((double)count).ToString("0.##e+0", CultureInfo.InvariantCulture)}";
}
