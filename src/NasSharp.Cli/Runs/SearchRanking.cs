using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.OneShot.Ranking;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Runs;

/// <summary>The options <c>--ranking</c> of a search, and what they make it do at the end: check whether the supernet ranks better than counting parameters.</summary>
internal static class SearchRanking
{
    private const string Folder = "ranking";
    private const int Fewest = 3;

    /// <summary>Adds the options.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Values.Whole("--ranking", $"Afterwards train so many random networks on their own, at least {Fewest}, and report whether the supernet ranks them; 0: none.", 0, 0, 10_000));
        command.Options.Add(Values.Whole("--ranking-epochs", "Epochs of each of these trainings.", new RankingOptions().Training.Epochs, 1));
    }

    /// <summary>Refuses a number that makes no ranking.</summary>
    public static void Check(CommandContext context)
    {
        if (context.Options.GetValue<int>("--ranking") is > 0 and < Fewest and var networks)
            throw new UsageException($"--ranking {networks}: so few networks have no ranking; use {Fewest} or more, or 0 for none");
    }

    /// <summary>Makes the report in the run's folder, or finishes it; null when none was asked for.</summary>
    public static RankingReport? Run(
        CommandContext context, string folder, Device device, nn.Module<Tensor, Tensor> supernet, Func<nn.Module<Tensor, Tensor>> network, TrainSplit train, ValidationSplit validation, CancellationToken cancel)
    {
        var networks = context.Options.GetValue<int>("--ranking");
        if (networks == 0)
            return null;
        using var progress = RunArguments.Show(context, "ranking");
        var standard = new RankingOptions();
        var training = standard.Training with
        {
            Epochs = context.Options.GetValue<int>("--ranking-epochs"),
            BatchSize = Math.Min(standard.Training.BatchSize, train.Count),
        };
        var task = new RankingTask { Supernet = supernet, Network = network, Objective = m => Objectives.Classification(m), Train = train, Validation = validation };
        return RankingStudy.Run(task, Path.Combine(folder, Folder), standard with { Networks = networks, Training = training }, RunArguments.ForTraining(context, folder, device, progress), cancel);
    }

    /// <summary>Writes the verdict and where the tables are to the output.</summary>
    public static void Print(CommandContext context, string folder, RankingReport report)
    {
        var file = Path.Combine(folder, Folder, RankingStudy.TableFile);
        if (context.Json)
        {
            context.WriteJson(new { @event = "ranking", verdict = report.Verdict, file });
            return;
        }
        context.World.Out.WriteLine(report.Verdict);
        context.World.Out.WriteLine($"written: {file}");
    }
}
