using NasSharp.OneShot.Snas;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class SnasContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new SnasOptions(), budget);
        using var trainer = new SnasTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}
