using NasSharp.OneShot.Enas;
using NasSharp.Spaces;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class EnasContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var planted = budget == SearchBudget.Planted;
        using var trainer = new EnasTrainer(task.Model, task.Objective, task.Train, task.Validation, new EnasOptions
        {
            Epochs = budget switch { SearchBudget.Tiny => 3, SearchBudget.OneEpoch => 1, SearchBudget.Long => 50, _ => 3 },
            BatchSize = planted ? 64 : 8,
            LearningRate = 0.1,
            Augmentation = ImageAugmentation.None,
            Controller = new EnasControllerOptions { HiddenSize = 16, Temperature = 1 },
            ControllerSteps = planted ? 120 : 5,
            ControllerLearningRate = 0.012,
            EntropyWeight = 0.04,
            SkipWeight = 0.02,
            BaselineDecay = 0.9,
            // A quarter of the planted task's 16 architectures: the controller has to lead to the right one.
            Candidates = 4,
            RecalibrationBatches = 2,
        }, run, validation => -validation["loss"]);
        return trainer.Train(cancel).Architecture;
    }

    private protected override byte[] Learnt(string folder) => File.ReadAllBytes(Path.Combine(folder, "controller.safetensors"));
}
