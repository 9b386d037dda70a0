using NasSharp.OneShot.Darts;

namespace NasSharp.Cli.Algorithms;

/// <summary>Gradients on the weights of a mixture.</summary>
internal sealed class DartsAlgorithm : SearchAlgorithm<DartsOptions>
{
    public override string Name => DartsTrainer.Name;

    public override string Paper => "Liu et al. 2019, 1806.09055";

    public override string Kind => "gradients";

    public override string Memory => "all candidates";

    protected override SearchOutcome Search(SearchTask task, DartsOptions options)
    {
        using var trainer = new DartsTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}
