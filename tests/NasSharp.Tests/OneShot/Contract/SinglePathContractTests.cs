using NasSharp.OneShot.SinglePath;
using NasSharp.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class SinglePathContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        using var trainer = new SinglePathTrainer(task.Model, task.Objective, task.Train, task.Validation, new SinglePathOptions
        {
            Epochs = budget switch { SearchBudget.Tiny => 3, SearchBudget.OneEpoch => 1, SearchBudget.Long => 50, _ => 15 },
            BatchSize = budget == SearchBudget.Planted ? 32 : 8,
            LearningRate = budget == SearchBudget.Planted ? 0.1 : 0.2,
            Augmentation = ImageAugmentation.None,
            Candidates = budget == SearchBudget.Planted ? 16 : 4,
            RecalibrationBatches = 2,
            PathsEachEpoch = budget is SearchBudget.Tiny or SearchBudget.OneEpoch ? 1 : 0,
            Score = "loss",
            HigherIsBetter = false,
        }, run);
        return trainer.Train(cancel).Architecture;
    }

    private protected override byte[] Learnt(string folder) => RankedLearning.Of(folder);
}
