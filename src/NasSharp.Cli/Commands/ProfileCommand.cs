using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;
using NasSharp.Profiling;
using NasSharp.Spaces;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl profile</c>: what a network costs, layer by layer, without computing anything.</summary>
internal static class ProfileCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("profile", "Count parameters, FLOPs and activation memory of a network, layer by layer.");
        command.Options.Add(Values.Text("--architecture", "The architecture file, or the folder of a run; without it the whole supernet is counted.", "file"));
        SpaceOptions.AddTo(command);
        command.Options.Add(Values.Shape("--input", "Shape of one input; by default that of the search beside the architecture, else 3x32x32."));
        command.Options.Add(Values.Whole("--classes", "Number of classes.", 10, 1));
        command.Options.Add(Values.Whole("--depth", "Levels of modules that the tree shows.", 2, 0, 100));
        command.Options.Add(new Option<bool>("--layers") { Description = "A table of all layers instead of the tree." });
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var file = ArchitectureArgument.File(given);
        var beside = file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && RunRecord.IsIn(folder) ? RunRecord.Read(folder) : null;
        var context = beside is null ? given : RecordedOptions.Inherit(given, beside.Options, SpaceOptions.Names);
        var input = context.Options.GetValue<long[]>("--input") is { Length: > 0 } shape ? shape : beside?.InputShape.ToArray() ?? [3, 32, 32];
        if (input.Length != 3)
            throw new UsageException($"--input {string.Join('x', input)}: an image has channels, rows and columns, such as 3x32x32");
        var classes = context.Options.GetValue<int>("--classes");
        using var model = SpaceCatalog.Build(SpaceOptions.From(context), input, classes, seed: 0, file is null ? NetworkUse.Search : NetworkUse.Retraining);
        ModelProfile profile;
        if (file is null)
        {
            using var all = new AllPaths(model);
            profile = Profiler.Profile(model, [1, .. input]);
        }
        else
        {
            FixedArchitecture.Apply(model, file);
            profile = Profiler.Profile(model, [1, .. input]);
        }
        if (context.Json)
            context.WriteJson(profile);
        else
            Print(profile, context, input);
        return ExitCode.Success;
    }

    private static void Print(ModelProfile profile, CommandContext context, IReadOnlyList<long> input)
    {
        var output = context.World.Out;
        output.WriteLine(context.Options.GetValue<bool>("--layers") ? profile.ToTable() : profile.ToTree(context.Options.GetValue<int>("--depth")));
        output.WriteLine($"input         1x{string.Join('x', input)}");
        output.WriteLine($"parameters    {Numbers.Count(profile.Parameters)}");
        output.WriteLine($"FLOPs         {Numbers.Count(profile.Flops)} multiply-adds of convolutions and matrix products; {Numbers.Count(profile.OtherOperations)} other operations");
        output.WriteLine($"activations   {Numbers.Bytes(profile.ActivationBytes)} kept for training; at most {Numbers.Bytes(profile.PeakBytes)} at once without gradients");
    }
}
