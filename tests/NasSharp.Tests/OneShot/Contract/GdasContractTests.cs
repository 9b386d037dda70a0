using NasSharp.OneShot.Gdas;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class GdasContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new GdasOptions(), budget);
        using var trainer = new GdasTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}
