using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.Retraining;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Runs;

/// <summary>The options that say how a network is trained: a recipe, and what differs from it.</summary>
internal static class RetrainArguments
{
    private static readonly string[] Decays = ["cosine", "linear"];

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Values.Word("--recipe", "The authors' values for all that follows.", RetrainRecipe.Darts.Name, [.. RetrainRecipe.All.Select(r => r.Name)]));
        command.Options.Add(Values.WholeIfGiven("--epochs", "Times that the training data is gone through; else the recipe's.", 1));
        command.Options.Add(Values.WholeIfGiven("--batch-size", "Images in one step; else the recipe's.", 1));
        command.Options.Add(Values.RealIfGiven("--learning-rate", "At the start; it falls to 0; else the recipe's.", 1e-9, 1e3));
        command.Options.Add(Values.WholeIfGiven("--cutout", "Side of the square that is cut out of each training image, 0: none; else the recipe's.", 0, 4096));
        command.Options.Add(Values.RealIfGiven("--drop-path", "Probability at the end of training that a path is dropped; else the recipe's.", 0, 0.95));
        command.Options.Add(Values.RealIfGiven("--label-smoothing", "Part of the target that is spread over all classes; else the recipe's.", 0, 0.99));
        command.Options.Add(Values.RealIfGiven("--auxiliary-weight", "Weight of a second head's loss, 0: no second head; else the recipe's, where the space has such a head.", 0, 10));
        command.Options.Add(Values.RealIfGiven("--weight-decay", "Of the weights; else the recipe's.", 0, 10));
        var decay = new Option<string?>("--decay")
        {
            Description = "How the learning rate falls; else the recipe's.",
            HelpName = string.Join('|', Decays),
        };
        decay.AcceptOnlyFromAmong(Decays);
        command.Options.Add(decay);
    }

    /// <summary>The recipe with what the user changed.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="model">The network; without a second head it gets no loss of one, unless the user demands it.</param>
    public static RetrainRecipe From(CommandContext context, nn.Module model)
    {
        var given = context.Options;
        var recipe = Named(given.GetRequiredValue<string>("--recipe"));
        var options = recipe.Options;
        return recipe with
        {
            Options = options with
            {
                Epochs = given.GetValue<int?>("--epochs") ?? options.Epochs,
                BatchSize = given.GetValue<int?>("--batch-size") ?? options.BatchSize,
                LearningRate = given.GetValue<double?>("--learning-rate") ?? options.LearningRate,
                CutoutLength = given.GetValue<int?>("--cutout") ?? options.CutoutLength,
                DropPathProbability = given.GetValue<double?>("--drop-path") ?? options.DropPathProbability,
                WeightDecay = given.GetValue<double?>("--weight-decay") ?? options.WeightDecay,
                Decay = given.GetValue<string>("--decay") is { } decay ? Enum.Parse<LearningRateDecay>(decay, ignoreCase: true) : options.Decay,
            },
            LabelSmoothing = given.GetValue<double?>("--label-smoothing") ?? recipe.LabelSmoothing,
            AuxiliaryWeight = given.GetValue<double?>("--auxiliary-weight") ?? (model is IAuxiliaryHead ? recipe.AuxiliaryWeight : 0),
        };
    }

    /// <summary>What the network is built for, as the recorded options have it; the demo's networks follow no recipe and have no second head.</summary>
    public static NetworkUse Use(IReadOnlyDictionary<string, string> recorded)
    {
        var weight = recorded.TryGetValue("--auxiliary-weight", out var text)
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : recorded.TryGetValue("--recipe", out var recipe) ? Named(recipe).AuxiliaryWeight : 0;
        return weight > 0 ? NetworkUse.RetrainingWithAuxiliaryHead : NetworkUse.Retraining;
    }

    private static RetrainRecipe Named(string name) => RetrainRecipe.All.First(r => r.Name == name);
}
