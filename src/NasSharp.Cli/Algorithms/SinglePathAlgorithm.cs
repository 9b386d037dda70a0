using NasSharp.OneShot.SinglePath;

namespace NasSharp.Cli.Algorithms;

/// <summary>Uniform paths, then the best of many.</summary>
internal sealed class SinglePathAlgorithm : SearchAlgorithm<SinglePathOptions>
{
    public override string Name => SinglePathTrainer.Name;

    public override string Paper => "Guo et al. 2020, 1904.00420";

    public override string Kind => "sampling";

    public override string? NotInTrial => "the comparison of candidates at the end";

    public override string Memory => "one path";

    protected override SearchOutcome Search(SearchTask task, SinglePathOptions options)
    {
        using var trainer = new SinglePathTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        var result = trainer.Train(task.Cancel);
        return SearchOutcome.Of(result.Candidates, result.Elapsed);
    }
}
