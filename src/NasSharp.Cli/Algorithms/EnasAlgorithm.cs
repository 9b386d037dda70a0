using NasSharp.OneShot.Enas;

namespace NasSharp.Cli.Algorithms;

/// <summary>A controller that learns from rewards.</summary>
internal sealed class EnasAlgorithm : SearchAlgorithm<EnasOptions>
{
    public override string Name => EnasTrainer.Name;

    public override string Paper => "Pham et al. 2018, 1802.03268";

    public override string Kind => "reinforcement";

    public override string? NotInTrial => "the comparison of candidates at the end";

    public override string Memory => "one path";

    protected override SearchOutcome Search(SearchTask task, EnasOptions options)
    {
        using var trainer = new EnasTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        var result = trainer.Train(task.Cancel);
        return SearchOutcome.Of(result.Candidates, result.Elapsed);
    }
}
