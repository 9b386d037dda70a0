using NasSharp.Hardware;
using NasSharp.OneShot.FBNet;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

public sealed class FBNetContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        // The same price for all: the latency is in the loss, but prefers nothing.
        var space = SearchSpace.Of(task.Model);
        var rows = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice)
            .ToDictionary(c => c.Key, c => (IReadOnlyList<double>)[.. Enumerable.Repeat(2.0, c.Candidates.Count)], StringComparer.Ordinal);
        var options = DifferentiableBudget.Of(new FBNetOptions(), budget);
        using var trainer = new FBNetTrainer(task.Model, task.Objective, task.Train, task.Validation, new LatencyTable(space, rows), options, run);
        return trainer.Train(cancel).Architecture;
    }
}
