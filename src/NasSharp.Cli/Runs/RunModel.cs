using NasSharp.Cli.Algorithms;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Runs;

/// <summary>Builds the network that a run left behind.</summary>
internal static class RunModel
{
    /// <summary>The network with its architecture and weights, on the CPU.</summary>
    /// <param name="folder">The folder of a search or retrain.</param>
    /// <param name="run">What the folder remembers.</param>
    /// <param name="weights">Another file of weights; null: the run's.</param>
    public static nn.Module<Tensor, Tensor> Load(string folder, RunRecord run, string? weights = null)
    {
        var file = weights ?? Path.Combine(folder, "model.safetensors");
        if (!File.Exists(file))
        {
            throw new DataProblem(weights is null
                ? $"{file} is missing: the {run.Command} has not finished; continue it with 'nasctl {run.Command} --output {RunArguments.ShellWord(folder)} --resume'"
                : $"--weights {weights}: there is no such file");
        }
        var model = SpaceCatalog.Build(SpaceOf(run), run.InputShape, run.ClassNames.Count, seed: 0, UseOf(run));
        FixedArchitecture.Apply(model, Path.Combine(folder, "architecture.json"));
        try
        {
            model.load(file);
        }
        catch (ArgumentException error)
        {
            throw new DataProblem($"{file} does not fit the architecture of {folder}: {error.Message}", error);
        }
        return model;
    }

    private static SpaceOptions SpaceOf(RunRecord run)
    {
        var space = SpaceOptions.From(run.Options);
        return run.Command == "search" ? SearchAlgorithms.Of(run.Options["--algorithm"]).Adapt(space, AlgorithmSettings.From(run.Options)) : space;
    }

    private static NetworkUse UseOf(RunRecord run) => run.Command == "search" ? NetworkUse.Search : RetrainArguments.Use(run.Options);
}
