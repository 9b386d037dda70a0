using NasSharp.OneShot.PDarts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class PDartsContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        // The same number of epochs as the others, in stages.
        var options = DifferentiableBudget.Of(new PDartsOptions(), budget) with
        {
            Epochs = budget switch { SearchBudget.Long => 25, SearchBudget.Planted => 10, _ => 1 },
            Stages = budget switch
            {
                SearchBudget.OneEpoch => [new(1, 0, 0)],
                SearchBudget.Tiny => [new(1, 1, 0), new(1, 1, 0.4), new(1, 0, 0.7)],
                _ => [new(1, 2, 0), new(1, 0, 0.4)],
            },
        };
        using var trainer = new PDartsTrainer(_ => PDartsNetwork.Classifier(task.Model is TinySupernet ? new TinySupernet() : new PlantedSupernet()),
            task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}
