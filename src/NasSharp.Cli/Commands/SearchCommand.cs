using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Reports;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Workloads;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.IO;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl search</c>: finds an architecture for images.</summary>
internal static class SearchCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("search", "Search a space for a good architecture on the training part of the data.");
        DataOptions.AddTo(command);
        SpaceOptions.AddTo(command);
        SearchAlgorithms.AddTo(command);
        command.Options.Add(Values.Real("--validation", "Part of the training images that judges the choices.", 0.5, 0.01, 0.99));
        RunArguments.AddTo(command, "runs/search");
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var (context, folder) = RunArguments.Open(given);
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        var seed = context.Options.GetValue<int>("--seed");
        var (train, validation) = workload.Train.SplitOff(context.Options.GetValue<double>("--validation"), seed);
        using var model = SpaceCatalog.Build(SpaceOptions.From(context), workload.Train.InputShape, workload.Data.ClassCount, seed, NetworkUse.Search);
        RunRecord.Of(context, workload.Data).Write(folder);
        return StoppableRun.Run(context, folder, cancel =>
        {
            Architecture architecture;
            IReadOnlyDictionary<string, double> scores;
            TimeSpan elapsed;
            using (var progress = RunArguments.Show(context, "search"))
                (architecture, scores, elapsed) = SearchAlgorithms.Run(context, model, train, validation, RunArguments.ForTraining(context, folder, device, progress), cancel);
            FixedArchitecture.Apply(model, architecture);
            model.cpu();
            model.save(Path.Combine(folder, "model.safetensors"));
            var found = new SearchFindings(folder, workload.Data.Description, context, architecture, scores, NetworkCost.Of(model, workload.Train.InputShape), elapsed);
            AtomicFile.WriteAllText(Path.Combine(folder, "report.md"), found.ToMarkdown());
            found.Print();
            return ExitCode.Success;
        });
    }
}
