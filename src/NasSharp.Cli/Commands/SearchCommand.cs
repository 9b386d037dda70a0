using System.CommandLine;
using NasSharp.Cli.Algorithms;
using NasSharp.Cli.Board.Runs;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.DryRun;
using NasSharp.Cli.Hardware;
using NasSharp.Cli.Output;
using NasSharp.Cli.Reports;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.IO;
using NasSharp.Training;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl search</c>: finds an architecture for images.</summary>
internal static class SearchCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("search", "Search a space for a good architecture on the training part of the data.");
        DataOptions.AddTo(command);
        SpaceOptions.AddTo(command);
        AlgorithmSettings.AddTo(command);
        HardwareArguments.AddTo(command);
        command.Options.Add(Values.Real("--validation", "Part of the training images that judges the choices.", 0.5, 0.01, 0.99));
        SearchRanking.AddTo(command);
        RunArguments.AddTo(command, "runs/search");
        command.Options.Add(new Option<bool>("--dry-run") { Description = "Only try some steps and say what memory and time the search would need; nothing is written." });
        command.Options.Add(Values.WholeIfGiven("--memory", "With --dry-run: megabytes that the search may take; else what is available.", 1));
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        if (given.Options.GetValue<bool>("--dry-run"))
            return Try(given);
        if (given.Options.GetValue<int?>("--memory") is not null)
            throw new UsageException("--memory says what a dry run may take; add --dry-run");
        var (context, folder) = RunArguments.Open(given);
        var algorithm = SearchAlgorithms.Of(context.Options.GetRequiredValue<string>("--algorithm"));
        var settings = AlgorithmSettings.From(context);
        algorithm.Check(settings);
        SearchRanking.Check(context);
        var costs = HardwareArguments.From(context, algorithm);
        var space = algorithm.Adapt(SpaceOptions.From(context), settings);
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        var (shape, classes) = (workload.Train.InputShape, workload.Data.ClassCount);
        var seed = context.Options.GetValue<int>("--seed");
        var (train, validation) = workload.Train.SplitOff(context.Options.GetValue<double>("--validation"), seed);
        using var model = SpaceCatalog.Build(space, shape, classes, seed, NetworkUse.Search);
        var hardware = costs?.For(model, shape);
        RunRecord.Of(context, workload.Data).Write(folder);
        if (hardware is not null)
            CostFile.Write(Path.Combine(folder, CostReading.FileName), hardware.Costs);
        return StoppableRun.Run(context, folder, cancel =>
        {
            SearchOutcome outcome;
            using (var progress = RunArguments.Show(context, "search"))
            {
                var task = new SearchTask
                {
                    Model = model,
                    Space = space,
                    Build = (other, use) => SpaceCatalog.Build(other, shape, classes, seed, use),
                    Objective = Objectives.Classification(model),
                    Train = train,
                    Validation = validation,
                    Hardware = hardware,
                    Run = RunArguments.ForTraining(context, folder, device, progress),
                    Context = context,
                    Cancel = cancel,
                };
                try
                {
                    outcome = algorithm.Search(task, settings);
                }
                catch (ArgumentException) when (!task.Run.Resume)
                {
                    // A setting is out of its range: no step was done.
                    File.Delete(Path.Combine(folder, CostReading.FileName));
                    RunRecord.Forget(folder);
                    throw;
                }
            }
            var ranking = SearchRanking.Run(context, folder, device, model, () => SpaceCatalog.Build(space, shape, classes, seed, NetworkUse.Retraining), train, validation, cancel);
            FixedArchitecture.Apply(model, outcome.Architecture);
            model.cpu();
            model.save(Path.Combine(folder, "model.safetensors"));
            var found = new SearchFindings(folder, workload.Data.Description, context, outcome, NetworkCost.Of(model, shape), hardware);
            AtomicFile.WriteAllText(Path.Combine(folder, "report.md"), found.ToMarkdown());
            if (ranking is not null)
                SearchRanking.Print(context, folder, ranking);
            found.Print();
            return ExitCode.Success;
        });
    }

    private static int Try(CommandContext context)
    {
        if (context.Options.GetValue<bool>("--resume"))
            throw new UsageException("--dry-run tries a search that has not begun; leave --resume out");
        var algorithm = SearchAlgorithms.Of(context.Options.GetRequiredValue<string>("--algorithm"));
        var settings = AlgorithmSettings.From(context);
        algorithm.Check(settings);
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        var seed = context.Options.GetValue<int>("--seed");
        var (train, validation) = workload.Train.SplitOff(context.Options.GetValue<double>("--validation"), seed);
        using var stoppable = context.World.Interrupts.StopAtCheckpoint();
        return SearchDryRun.Run(new TrialSubject
        {
            Algorithm = algorithm,
            Settings = settings,
            Space = algorithm.Adapt(SpaceOptions.From(context), settings),
            Train = train,
            Validation = validation,
            Classes = workload.Data.ClassCount,
            Costs = HardwareArguments.From(context, algorithm),
            Seed = seed,
            Device = device,
            Context = context,
        }, context.Options.GetValue<int?>("--memory") is { } megabytes ? (long)megabytes << 20 : null, context.World.Interrupts.Token);
    }
}
