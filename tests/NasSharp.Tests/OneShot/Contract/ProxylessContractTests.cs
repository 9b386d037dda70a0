using NasSharp.OneShot.Proxyless;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>Two paths, the method's default.</summary>
public sealed class ProxylessContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new ProxylessOptions(), budget) with { ArchitectureEvery = 1 };
        using var trainer = new ProxylessTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}

/// <summary>All paths.</summary>
public sealed class ProxylessFullContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new ProxylessOptions(), budget) with { ArchitectureEvery = 1, Gradient = ProxylessGradient.Full };
        using var trainer = new ProxylessTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run);
        return trainer.Train(cancel).Architecture;
    }
}

/// <summary>REINFORCE.</summary>
public sealed class ProxylessReinforceContractTests : OneShotContract
{
    private protected override Architecture Search(SearchTask task, SearchBudget budget, RunOptions run, CancellationToken cancel = default)
    {
        var options = DifferentiableBudget.Of(new ProxylessOptions(), budget) with { ArchitectureEvery = 1, Gradient = ProxylessGradient.Reinforce, SamplesPerStep = budget == SearchBudget.Planted ? 8 : 3 };
        using var trainer = new ProxylessTrainer(task.Model, task.Objective, task.Train, task.Validation, options, run, measured => -measured["loss"]);
        return trainer.Train(cancel).Architecture;
    }
}
