using NasSharp.OneShot.Smash;
using NasSharp.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class SmashContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        using var trainer = new SmashTrainer(task.Model, task.Objective, task.Train, task.Validation, new SmashOptions
        {
            Epochs = budget switch { SearchBudget.Tiny => 3, SearchBudget.OneEpoch => 1, SearchBudget.Long => 50, _ => 15 },
            BatchSize = budget == SearchBudget.Planted ? 32 : 8,
            LearningRate = 0.02,
            Augmentation = ImageAugmentation.None,
            HyperLayers = 2,
            HyperGrowth = 6,
            // All 16 architectures of the planted task.
            Candidates = budget == SearchBudget.Planted ? 16 : 3,
            Perturbations = 1,
            MarkovSteps = 1,
            RecalibrationBatches = 2,
            PathsEachEpoch = budget is SearchBudget.Tiny or SearchBudget.OneEpoch ? 1 : 0,
            Score = "loss",
            HigherIsBetter = false,
        }, run);
        return trainer.Train(cancel).Architecture;
    }

    // What it knows about architectures is in the hypernetwork.
    private protected override byte[] Learnt(string folder) => File.ReadAllBytes(Path.Combine(folder, "hypernetwork.safetensors"));
}
