using NasSharp.OneShot.RandomSharing;
using NasSharp.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class RandomSharingContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var planted = budget == SearchBudget.Planted;
        using var trainer = new RandomSharingTrainer(task.Model, task.Objective, task.Train, task.Validation, new RandomSharingOptions
        {
            Epochs = budget switch { SearchBudget.Tiny => 3, SearchBudget.OneEpoch => 1, SearchBudget.Long => 50, _ => 15 },
            BatchSize = planted ? 32 : 8,
            LearningRate = planted ? 0.1 : 0.2,
            Augmentation = ImageAugmentation.None,
            Screened = planted ? 16 : 4,
            ScreeningBatches = 2,
            Finalists = planted ? 4 : 2,
            RecalibrationBatches = 2,
            PathsEachEpoch = budget is SearchBudget.Tiny or SearchBudget.OneEpoch ? 1 : 0,
            Score = "loss",
            HigherIsBetter = false,
        }, run);
        return trainer.Train(cancel).Architecture;
    }

    private protected override byte[] Learnt(string folder) => RankedLearning.Of(folder);
}
