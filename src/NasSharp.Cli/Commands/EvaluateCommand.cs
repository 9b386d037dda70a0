using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Workloads;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl evaluate</c>: measures the network of a run on data.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("evaluate", "Measure the network of a search or retrain on data.");
        command.Arguments.Add(new Argument<string>("run") { Description = "the --output folder of a search or retrain", HelpName = "run" });
        DataOptions.AddTo(command);
        command.Options.Add(Values.Word("--split", "Which images; validation are those that a search set aside.", "test", "test", "validation", "train"));
        command.Options.Add(Values.Text("--weights", "Other weights than the run's model.safetensors.", "file"));
        RunArguments.AddDeviceTo(command);
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var folder = given.Options.GetRequiredValue<string>("run");
        var run = RunRecord.Read(folder);
        var context = RecordedOptions.Inherit(given, run.Options, DataOptions.Names);
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context, run.Preprocessing);
        if (!workload.Data.Train.InputShape.SequenceEqual(run.InputShape) || workload.Data.ClassCount != run.ClassNames.Count)
        {
            throw new DataProblem($"{workload.Data.Name} has inputs of {string.Join('x', workload.Data.Train.InputShape)} and {workload.Data.ClassCount} classes; "
                + $"the network of {folder} wants {string.Join('x', run.InputShape)} and {run.ClassNames.Count}");
        }
        using var model = RunModel.Load(folder, run, context.Options.GetValue<string>("--weights"));
        model.to(device);
        using var stoppable = context.World.Interrupts.StopAtCheckpoint();
        var split = Split(context, run, workload);
        var metrics = Evaluation.Run(Objectives.Classification(model), model, split, device: device, cancel: context.World.Interrupts.Token);
        if (context.Json)
            context.WriteJson(new { run = folder, data = workload.Data.Name, split = split.Kind, samples = split.Count, metrics });
        else
            context.World.Out.WriteLine($"{workload.Data.Name}, {split.Kind} split, {Numbers.Count(split.Count)} images: {Numbers.Metrics(metrics)}");
        return ExitCode.Success;
    }

    private static DataSplit Split(CommandContext context, RunRecord run, Workload workload)
    {
        switch (context.Options.GetRequiredValue<string>("--split"))
        {
            case "train":
                return workload.Train;
            case "validation" when run.Options.TryGetValue("--validation", out var fraction):
                var seed = long.Parse(run.Options["--seed"], System.Globalization.CultureInfo.InvariantCulture);
                return workload.Train.SplitOff(double.Parse(fraction, System.Globalization.CultureInfo.InvariantCulture), seed).Validation;
            case "validation":
                throw new UsageException($"--split validation: a {run.Command} trains on all training images and has none; use --split test");
            default:
                return workload.Data.Test;
        }
    }
}
