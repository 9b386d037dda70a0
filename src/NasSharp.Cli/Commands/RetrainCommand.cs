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

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl retrain</c>: trains one architecture from scratch on all training images and tests it once.</summary>
internal static class RetrainCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("retrain", "Train an architecture from scratch, then read the test images once.");
        command.Options.Add(Values.Text("--architecture", "The architecture file; space and data are taken from the search beside it unless given.", "file"));
        DataOptions.AddTo(command);
        SpaceOptions.AddTo(command);
        command.Options.Add(Values.Whole("--epochs", "Times that the training data is gone through.", 600, 1));
        command.Options.Add(Values.Whole("--batch-size", "Images in one step.", 96, 1));
        command.Options.Add(Values.Real("--learning-rate", "At the start; a cosine brings it to 0.", 0.025, 1e-9, 1e3));
        command.Options.Add(Values.Whole("--cutout", "Side of the square that is cut out of each training image; 0: none.", 16, 0, 4096));
        command.Options.Add(Values.Real("--drop-path", "Probability at the end of training that a path is dropped.", 0.2, 0, 0.95));
        command.Options.Add(Values.Real("--auxiliary-weight", "Weight of a second head's loss, 0: no second head.", 0.4, 0, 10));
        RunArguments.AddTo(command, "runs/retrain");
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var (context, folder) = RunArguments.Open(given);
        var file = context.Options.GetValue<string>("--architecture")
            ?? throw new UsageException("retrain needs --architecture FILE, such as the architecture.json of a search");
        if (!context.Options.GetValue<bool>("--resume") && Path.GetDirectoryName(Path.GetFullPath(file)) is { } search && RunRecord.IsIn(search))
            context = RecordedOptions.Inherit(context, RunRecord.Read(search).Options, [.. SpaceOptions.Names, .. DataOptions.Names]);
        var own = Path.Combine(folder, "architecture.json");
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        var auxiliary = context.Options.GetValue<double>("--auxiliary-weight");
        using var model = SpaceCatalog.Build(SpaceOptions.From(context), workload.Train.InputShape, workload.Data.ClassCount,
            context.Options.GetValue<int>("--seed"), auxiliary > 0 ? NetworkUse.RetrainingWithAuxiliaryHead : NetworkUse.Retraining);
        var architecture = FixedArchitecture.Apply(model, File.Exists(own) ? own : file).Architecture;
        var cost = NetworkCost.Of(model, workload.Train.InputShape);
        RunRecord.Of(context, workload.Data).Write(folder);
        ArchitectureFile.Write(own, architecture, ArchitectureFile.ReadMeta(File.Exists(own) ? own : file));
        return StoppableRun.Run(context, folder, cancel =>
        {
            RetrainResult result;
            using (var progress = RunArguments.Show(context, "retrain"))
            {
                using var trainer = new Retrainer(model, Objectives.Classification(model, auxiliaryWeight: auxiliary), workload.Train, workload.Data.Test, new RetrainOptions
                {
                    Epochs = context.Options.GetValue<int>("--epochs"),
                    BatchSize = context.Options.GetValue<int>("--batch-size"),
                    LearningRate = context.Options.GetValue<double>("--learning-rate"),
                    CutoutLength = context.Options.GetValue<int>("--cutout"),
                    DropPathProbability = context.Options.GetValue<double>("--drop-path"),
                }, RunArguments.ForTraining(context, folder, device, progress));
                result = trainer.Train(cancel);
            }
            var trained = new RetrainFindings(folder, workload.Data.Description, context, architecture, result.Test, cost, result.Elapsed);
            AtomicFile.WriteAllText(Path.Combine(folder, "report.md"), trained.ToMarkdown());
            trained.Print();
            return ExitCode.Success;
        });
    }
}
