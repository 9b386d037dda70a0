using NasSharp.OneShot.Gdas;

namespace NasSharp.Cli.Algorithms;

/// <summary>Gradients through one sampled path.</summary>
internal sealed class GdasAlgorithm : SearchAlgorithm<GdasOptions>
{
    public override string Name => GdasTrainer.Name;

    public override string Paper => "Dong and Yang 2019, 1910.04465";

    public override string Kind => "gradients";

    public override string Memory => "one path";

    protected override SearchOutcome Search(SearchTask task, GdasOptions options)
    {
        using var trainer = new GdasTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}
