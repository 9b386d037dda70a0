using NasSharp.OneShot.PcDarts;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class PcDartsContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new PcDartsOptions(), budget);
        using var trainer = new PcDartsTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}
