using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Reports;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Torch.IO;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl retrain</c>: trains one architecture from scratch on all training images and tests it once.</summary>
internal static class RetrainCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("retrain", "Train an architecture from scratch, then read the test images once.");
        command.Options.Add(Values.Text("--architecture", "The architecture file, or the folder of a search; space and data are taken from the search beside it unless given.", "file"));
        DataOptions.AddTo(command);
        SpaceOptions.AddTo(command);
        RetrainArguments.AddTo(command);
        command.Options.Add(Values.Text("--weights", "Start from these weights instead of random ones, such as the search's model.safetensors.", "file"));
        RunArguments.AddTo(command, "runs/retrain");
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var (context, folder) = RunArguments.Open(given);
        var file = ArchitectureArgument.File(context)
            ?? throw new UsageException("retrain needs --architecture FILE, such as the architecture.json of a search");
        if (!context.Options.GetValue<bool>("--resume") && Path.GetDirectoryName(Path.GetFullPath(file)) is { } search && RunRecord.IsIn(search))
            context = RecordedOptions.Inherit(context, RunRecord.Read(search).Options, [.. SpaceOptions.Names, .. DataOptions.Names]);
        var own = Path.Combine(folder, "architecture.json");
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        var cost = Cost(context, workload, File.Exists(own) ? own : file);
        using var model = Build(context, workload, RetrainArguments.Use(RecordedOptions.Of(context.Options)));
        var recipe = RetrainArguments.From(context, model);
        var architecture = FixedArchitecture.Apply(model, File.Exists(own) ? own : file).Architecture;
        if (context.Options.GetValue<string>("--weights") is { } weights && !context.Options.GetValue<bool>("--resume"))
            context.World.Error.WriteLine($"nasctl: {StartingWeights.Load(model, weights)}");
        RunRecord.Of(context, workload.Data).Write(folder);
        ArchitectureFile.Write(own, architecture, ArchitectureFile.ReadMeta(File.Exists(own) ? own : file));
        return StoppableRun.Run(context, folder, cancel =>
        {
            RetrainResult result;
            using (var progress = RunArguments.Show(context, "retrain"))
            {
                var objective = Objectives.Classification(model, recipe.LabelSmoothing, recipe.AuxiliaryWeight);
                using var trainer = new Retrainer(model, objective, workload.Train, workload.Data.Test, recipe.Options, RunArguments.ForTraining(context, folder, device, progress));
                result = trainer.Train(cancel);
            }
            var trained = new RetrainFindings(folder, workload.Data.Description, context, architecture, result.Test, cost, result.Elapsed);
            AtomicFile.WriteAllText(Path.Combine(folder, "report.md"), trained.ToMarkdown());
            trained.Print();
            return ExitCode.Success;
        });
    }

    private static nn.Module<Tensor, Tensor> Build(CommandContext context, Workload workload, NetworkUse use) => SpaceCatalog.Build(
        SpaceOptions.From(context), workload.Train.InputShape, workload.Data.ClassCount, context.Options.GetValue<int>("--seed"), use);

    // A second head is there for the training only: the network that is used afterwards, and that papers count, has none.
    private static NetworkCost Cost(CommandContext context, Workload workload, string architecture)
    {
        using var network = Build(context, workload, NetworkUse.Retraining);
        FixedArchitecture.Apply(network, architecture);
        return NetworkCost.Of(network, workload.Train.InputShape);
    }
}
