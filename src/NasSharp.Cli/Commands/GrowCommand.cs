using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Workloads;
using NasSharp.Morphing;
using NasSharp.Retraining;
using NasSharp.Torch;
using NasSharp.Torch.IO;
using NasSharp.Training;
using NasSharp.Tuners.LargeScaleEvolution;
using NasSharp.Tuners.NetworkMorphism;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl grow</c>: searches networks that grow out of trained ones and keep their weights.</summary>
internal static class GrowCommand
{
    private const string Morphism = "network-morphism";
    private const string Evolution = "large-scale-evolution";
    private const string PlanFile = "plan.json";

    public static Command Create(Surroundings world)
    {
        var command = new Command("grow", "Search networks that grow out of trained ones and keep their weights.");
        command.Options.Add(Values.Word("--method", "How the next network is chosen.", Morphism, Morphism, Evolution));
        DataOptions.AddTo(command);
        command.Options.Add(Values.Text("--start", $"Channels of the first network's convolutions, such as 16,16,16; none for {Evolution}, unless given.", "list"));
        command.Options.Add(Values.Whole("--networks", "Networks to train.", 20, 1, 1_000_000));
        command.Options.Add(Values.Whole("--epochs", "Epochs of each training.", 5, 1));
        command.Options.Add(Values.Whole("--batch-size", "Images in one training step.", 64, 1, 65536));
        command.Options.Add(Values.Real("--learning-rate", "First learning rate of each training; in evolution, of the first networks.", 0.05, 1e-9, 100));
        command.Options.Add(Values.Whole("--max-parameters", "Weights that a network may have.", 1 << 24, 1));
        command.Options.Add(Values.Whole("--initial", "Network morphism: networks before the first model of the results.", 5, 2));
        command.Options.Add(Values.Whole("--population", "Evolution: networks alive at once.", 10, 2));
        command.Options.Add(Values.Real("--validation", "Part of the training images on which networks are compared.", 0.2, 0.01, 0.9));
        RunArguments.AddTo(command, "runs/grow");
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var (context, folder) = RunArguments.Open(given);
        var options = context.Options;
        var device = RunArguments.Device(context);
        var workload = DataOptions.Load(context);
        var seed = options.GetValue<int>("--seed");
        var (train, validation) = workload.Train.SplitOff(options.GetValue<double>("--validation"), seed);
        if (options.GetValue<int>("--batch-size") > train.Count)
            throw new UsageException($"--batch-size {options.GetValue<int>("--batch-size")} is more than the {train.Count} training images");
        var search = Search(context, (int)train.InputShape[0], workload.Data.ClassCount, seed);
        var growth = new GrowthOptions
        {
            Networks = options.GetValue<int>("--networks"),
            Training = new GrowthOptions().Training with
            {
                Epochs = options.GetValue<int>("--epochs"),
                BatchSize = options.GetValue<int>("--batch-size"),
                LearningRate = options.GetValue<double>("--learning-rate"),
            },
        };
        RunRecord.Of(context, workload.Data).Write(folder);
        return StoppableRun.Run(context, folder, cancel =>
        {
            IReadOnlyList<GrownNetwork> networks;
            using (var progress = RunArguments.Show(context, "grow"))
                networks = GrowthRun.Run(search, train, validation, growth, RunArguments.ForTraining(context, folder, device, progress), cancel: cancel);
            if (networks.MaxBy(n => n.Score ?? double.NegativeInfinity) is not { Score: { } score } best)
                throw new TrainingException("No network could be trained; try a smaller --learning-rate.");
            AtomicFile.WriteAllText(Path.Combine(best.Folder, PlanFile), best.Plan.ToJson() + "\n");
            using var network = GrowthRun.Load(best);
            network.to(device);
            var test = Evaluation.Run(Objectives.Classification(network), network, workload.Data.Test, device: device, cancel: cancel);
            Print(context, networks, best, score, test);
            return ExitCode.Success;
        });
    }

    private static INetworkSearch Search(CommandContext context, int channels, int classes, long seed)
    {
        var options = context.Options;
        var limit = options.GetValue<int>("--max-parameters");
        var evolves = options.GetRequiredValue<string>("--method") == Evolution;
        var start = Start(options.GetValue<string>("--start"), channels, classes, evolves);
        if (start.Parameters > limit)
            throw new UsageException($"--max-parameters {limit} is less than the {start.Parameters} of the first network");
        return evolves
            ? new LargeScaleEvolutionSearch(start, new LargeScaleEvolutionOptions
            {
                Population = options.GetValue<int>("--population"), LearningRate = options.GetValue<double>("--learning-rate"), Parameters = limit,
            }, seed)
            : new NetworkMorphismSearch(start, new NetworkMorphismOptions { InitialTrials = options.GetValue<int>("--initial") }, new NetworkMorphismLimits { Parameters = limit }, seed);
    }

    private static NetworkPlan Start(string? list, int channels, int classes, bool evolves)
    {
        if (list is null)
            return evolves ? LargeScaleEvolutionSearch.Trivial(channels, classes) : NetworkPlan.Row(channels, classes, 16, 16, 16);
        var sizes = new List<int>();
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > 4096)
                throw new UsageException($"--start '{list}' is not a list of channels from 1 to 4096, such as 16,16,16");
            sizes.Add(size);
        }
        return NetworkPlan.Row(channels, classes, sizes);
    }

    private static void Print(CommandContext context, IReadOnlyList<GrownNetwork> networks, GrownNetwork best, double score, IReadOnlyDictionary<string, double> test)
    {
        if (context.Json)
        {
            foreach (var network in networks)
                context.WriteJson(new { @event = "network", id = network.Id, parent = network.Parent, change = network.Change, parameters = network.Plan.Parameters, score = network.Score });
            context.WriteJson(new { @event = "result", best = best.Id, folder = best.Folder, plan = best.Plan.ToString(), parameters = best.Plan.Parameters, score, test });
            return;
        }
        var rows = networks.Select(n => (string[])[$"{n.Id}", $"{n.Parent}", n.Score is { } s ? Numbers.Percent(s) : "failed", Numbers.Count(n.Plan.Parameters), n.Change]);
        foreach (var line in TextTable.Lines(["network", "parent", "accuracy", "parameters", "change"], rows))
            context.World.Out.WriteLine(line);
        context.World.Out.WriteLine();
        context.World.Out.WriteLine($"best: network {best.Id}, {Numbers.Percent(score)} of the validation images; test {Numbers.Metrics(test)}");
        context.World.Out.WriteLine($"      {best.Plan}");
        context.World.Out.WriteLine($"      weights and plan: {best.Folder}");
    }
}
