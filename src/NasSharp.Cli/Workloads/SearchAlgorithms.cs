using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.OneShot.Darts;
using NasSharp.OneShot.SinglePath;
using NasSharp.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Workloads;

/// <summary>The algorithms that <c>nasctl search</c> knows, with the options that they understand.</summary>
internal static class SearchAlgorithms
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["darts", "random"];

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Values.Word("--algorithm", "darts: gradients on the choices; random: one random path a step, then the best of many.", "darts", [.. Names]));
        command.Options.Add(Values.Whole("--epochs", "Times that the training data is gone through.", 50, 1));
        command.Options.Add(Values.Whole("--batch-size", "Images in one step.", 64, 1));
        command.Options.Add(Values.Real("--learning-rate", "Of the network's weights, at the start.", 0.025, 1e-9, 1e3));
        command.Options.Add(Values.Real("--architecture-learning-rate", "darts: of the choices.", 3e-4, 1e-9, 1e3));
        command.Options.Add(Values.Whole("--warmup-epochs", "darts: epochs at the start that train weights only.", 0, 0));
        command.Options.Add(new Option<bool>("--second-order") { Description = "darts: the second-order gradient of the paper; about three times as slow." });
        command.Options.Add(Values.Whole("--candidates", "random: architectures that are compared at the end.", 100, 1));
    }

    /// <summary>Searches, and returns the architecture with its scores on validation data.</summary>
    public static (Architecture Architecture, IReadOnlyDictionary<string, double> Validation, TimeSpan Elapsed) Run(
        CommandContext context, nn.Module<Tensor, Tensor> model, TrainSplit train, ValidationSplit validation, RunOptions run, CancellationToken cancel)
    {
        var options = context.Options;
        var objective = Objectives.Classification(model);
        if (options.GetRequiredValue<string>("--algorithm") == "random")
        {
            using var trainer = new SinglePathTrainer(model, objective, train, validation, new SinglePathOptions
            {
                Epochs = options.GetValue<int>("--epochs"),
                BatchSize = options.GetValue<int>("--batch-size"),
                LearningRate = options.GetValue<double>("--learning-rate"),
                Candidates = options.GetValue<int>("--candidates"),
            }, run);
            var result = trainer.Train(cancel);
            return (result.Architecture, result.Candidates[0].Validation, result.Elapsed);
        }
        using var darts = new DartsTrainer(model, objective, train, validation, new DartsOptions
        {
            Epochs = options.GetValue<int>("--epochs"),
            BatchSize = options.GetValue<int>("--batch-size"),
            LearningRate = options.GetValue<double>("--learning-rate"),
            ArchitectureLearningRate = options.GetValue<double>("--architecture-learning-rate"),
            WarmupEpochs = options.GetValue<int>("--warmup-epochs"),
            SecondOrder = options.GetValue<bool>("--second-order"),
        }, run);
        var found = darts.Train(cancel);
        return (found.Architecture, found.Validation, found.Elapsed);
    }
}
