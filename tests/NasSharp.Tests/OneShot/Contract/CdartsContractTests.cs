using NasSharp.OneShot.Cdarts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class CdartsContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        using var evaluation = run.Create<torch.nn.Module<torch.Tensor, torch.Tensor>>(() => task.Model is PlantedSupernet ? new PlantedSupernet() : new TinySupernet());
        var options = DifferentiableBudget.Of(new CdartsOptions { EvaluationLearningRate = 0.1 }, budget) with { MinLearningRate = 0.001 };
        // The distillation is a mean over classes: with 3 instead of 10 it weighs three times as much.
        if (budget == SearchBudget.Planted)
            options = options with { LearningRate = 0.05, LossWeight = 0.5 };
        using var trainer = new CdartsTrainer(task.Model, evaluation, m => Objectives.Classification(m), task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}
