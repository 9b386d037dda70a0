using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Demo;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl demo</c>: a whole search on real images in minutes, compared with what one would have without a search.</summary>
internal static class DemoCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("demo", "Search, retrain and compare with random networks and the largest one, in some minutes.");
        DataOptions.AddTo(command, DemoPlan.ImageSize);
        SpaceOptions.AddTo(command, DemoPlan.Channels, DemoPlan.Cells, DemoPlan.Nodes);
        command.Options.Add(Values.Whole("--search-epochs", "Epochs of the search.", DemoPlan.SearchEpochs, 1));
        command.Options.Add(Values.Whole("--epochs", "Epochs of each network's training.", DemoPlan.Epochs, 1));
        command.Options.Add(Values.Whole("--batch-size", "Images in one step.", DemoPlan.BatchSize, 1));
        command.Options.Add(Values.Whole("--random", "Random networks to compare with.", 3, 0, 100));
        RunArguments.AddTo(command, "runs/demo");
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var requested = given.Options.GetRequiredValue<string>("--output");
        if (!given.Options.GetValue<bool>("--resume") && RunRecord.IsIn(requested) && RunRecord.Read(requested).Command == "demo")
            DemoFolder.Clear(requested);
        var (context, folder) = RunArguments.Open(given);
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        RunRecord.Of(context, workload.Data).Write(folder);
        return StoppableRun.Run(context, folder, cancel => new DemoRun(context, folder, workload, device).Run(cancel));
    }
}
