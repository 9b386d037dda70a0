using NasSharp.OneShot.Darts;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class DartsContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new DartsOptions(), budget);
        using var trainer = new DartsTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}
