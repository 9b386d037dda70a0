using NasSharp.OneShot.Proxyless;

namespace NasSharp.Cli.Algorithms;

/// <summary>Binary gates, with gradients over one or two paths, or REINFORCE.</summary>
internal sealed class ProxylessAlgorithm : SearchAlgorithm<ProxylessOptions>
{
    public override string Name => ProxylessTrainer.Name;

    public override string Paper => "Cai, Zhu and Han 2019, 1812.00332";

    public override string Kind => "gradients";

    public override string Memory => "one path";

    protected override SearchOutcome Search(SearchTask task, ProxylessOptions options)
    {
        using var trainer = new ProxylessTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}
