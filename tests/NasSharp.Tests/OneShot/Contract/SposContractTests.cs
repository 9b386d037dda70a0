using System.Text;
using System.Text.Json.Nodes;
using NasSharp.OneShot.Spos;
using NasSharp.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public class SposContractTests : OneShotContract
{
    private protected virtual PathSampling Sampling => PathSampling.Uniform;

    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var planted = budget == SearchBudget.Planted;
        using var trainer = new SposTrainer(task.Model, task.Objective, task.Train, task.Validation, new SposOptions
        {
            Epochs = budget switch { SearchBudget.Tiny => 3, SearchBudget.OneEpoch => 1, SearchBudget.Long => 50, _ => Sampling == PathSampling.Uniform ? 15 : 6 },
            BatchSize = planted ? 32 : 8,
            LearningRate = planted ? 0.1 : 0.2,
            Augmentation = ImageAugmentation.None,
            Sampling = Sampling,
            Generations = planted ? 4 : 2,
            Population = planted ? 4 : 3,
            Parents = 2,
            Crossovers = 1,
            Mutations = 2,
            MutationProbability = 0.5,
            RecalibrationBatches = 2,
            PathsEachEpoch = budget is SearchBudget.Tiny or SearchBudget.OneEpoch ? 1 : 0,
            Score = "loss",
            HigherIsBetter = false,
        }, run);
        return trainer.Train(cancel).Architecture;
    }

    // It has no architecture parameters: what it knows are the scores.
    private protected override byte[] Learnt(string folder) =>
        Encoding.UTF8.GetBytes(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "result.json")))!["candidates"]!.ToJsonString());
}
