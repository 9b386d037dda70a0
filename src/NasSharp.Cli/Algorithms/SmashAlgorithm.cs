using NasSharp.OneShot.Smash;

namespace NasSharp.Cli.Algorithms;

/// <summary>A hypernetwork generates the weights of random architectures.</summary>
internal sealed class SmashAlgorithm : SearchAlgorithm<SmashOptions>
{
    public override string Name => SmashTrainer.Name;

    public override string Paper => "Brock et al. 2018, 1708.05344";

    public override string Kind => "hypernetwork";

    public override string Needs => "a small space, best memory-banks";

    public override string Memory => "one path and a hypernetwork";

    protected override SearchOutcome Search(SearchTask task, SmashOptions options)
    {
        using var trainer = new SmashTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        var result = trainer.Train(task.Cancel);
        return SearchOutcome.Of(result.Candidates, result.Elapsed);
    }
}
