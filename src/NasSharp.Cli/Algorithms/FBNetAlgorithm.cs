using NasSharp.OneShot.FBNet;

namespace NasSharp.Cli.Algorithms;

/// <summary>Gradients through relaxed samples, with latency in the loss.</summary>
internal sealed class FBNetAlgorithm : SearchAlgorithm<FBNetOptions>
{
    public override string Name => FBNetTrainer.Name;

    public override string Paper => "Wu et al. 2019, 1812.03443";

    public override string Kind => "gradients";

    public override string Memory => "all candidates";

    public override bool PricesBy(bool latencies) => latencies;

    protected override SearchOutcome Search(SearchTask task, FBNetOptions options)
    {
        using var trainer = new FBNetTrainer(task.Model, task.Objective, task.Train, task.Validation, task.Hardware is { OwnTerm: true } hardware ? hardware.Latencies : null, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}
