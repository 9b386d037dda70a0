using System.CommandLine;
using NasSharp.Benchmarks.NasBench101;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Drawing;
using NasSharp.Spaces;
using NasSharp.Torch.IO;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl space draw</c>: a picture of a space or an architecture.</summary>
internal static class SpaceDrawCommand
{
    private const string ArchitectureName = "architecture.json";

    public static Command Create(Surroundings world)
    {
        var command = new Command("draw", "Draw a space, an architecture or a cell of a benchmark as SVG.");
        command.Options.Add(Values.Text("--architecture", "The architecture file, the folder of a run, or a name that 'nasctl zoo list' shows; without it the whole space is drawn.", "file"));
        command.Options.Add(Values.Text("--cell", "A cell of NAS-Bench-201, such as '|nor_conv_3x3~0|+|...|', or of NAS-Bench-101, such as 'op1=conv3x3-bn-relu,input1=0,input2=0+1'.", "text"));
        SpaceOptions.AddTo(command);
        command.Options.Add(Values.Text("--file", "A search-space file instead of a space from the zoo.", "file"));
        command.Options.Add(Values.Text("--output", "The picture to write; without it, it goes to standard output.", "file"));
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext context)
    {
        var svg = Draw(context);
        var output = context.Options.GetValue<string>("--output");
        if (output is not null)
            AtomicFile.WriteAllText(output, svg);
        if (context.Json)
            context.WriteJson(output is null ? new { file = (string?)null, svg = (string?)svg } : new { file = (string?)output, svg = (string?)null });
        else if (output is null)
            context.World.Out.Write(svg);
        else
            context.World.Out.WriteLine(output);
        return ExitCode.Success;
    }

    private static string Draw(CommandContext given)
    {
        var (file, cell) = (given.Options.GetValue<string>("--architecture"), given.Options.GetValue<string>("--cell"));
        if (file is not null && cell is not null)
            throw new UsageException("--architecture and --cell are two things to draw; give one of them");
        if (cell is not null)
            return cell.Contains('~') ? ArchitectureDrawing.Draw(NasBench201Space.Parse(cell), cell) : ArchitectureDrawing.Draw(NasBench101Cell.Parse(cell), cell);
        if (file is not null && !Path.Exists(file) && ArchitectureArgument.Published(file) is { } published)
            return Published(published);
        if (file is not null && Directory.Exists(file))
            file = Path.Combine(file, ArchitectureName);
        var beside = file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && RunRecord.IsIn(folder) ? RunRecord.Read(folder) : null;
        var context = beside is null ? given : RecordedOptions.Inherit(given, beside.Options, SpaceOptions.Names);
        var space = SpaceCommand.Space(context);
        var name = context.Options.GetValue<string>("--file") is { } spaceFile ? Path.GetFileName(spaceFile) : context.Options.GetRequiredValue<string>("--space");
        return file is null ? ArchitectureDrawing.Draw(space, $"search space {name}") : ArchitectureDrawing.Draw(ArchitectureFile.Read(file, space), $"architecture of {name}");
    }

    private static string Published(PublishedArchitecture architecture)
    {
        using var network = architecture.Networks[0].Open();
        return ArchitectureDrawing.Draw(architecture.In(SearchSpace.Of(network)), architecture.Name);
    }
}
