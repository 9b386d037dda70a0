using NasSharp.OneShot.Snas;

namespace NasSharp.Cli.Algorithms;

/// <summary>Gradients through relaxed samples.</summary>
internal sealed class SnasAlgorithm : SearchAlgorithm<SnasOptions>
{
    public override string Name => SnasTrainer.Name;

    public override string Paper => "Xie et al. 2019, 1812.09926";

    public override string Kind => "gradients";

    public override string Memory => "all candidates";

    protected override SearchOutcome Search(SearchTask task, SnasOptions options)
    {
        using var trainer = new SnasTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}
