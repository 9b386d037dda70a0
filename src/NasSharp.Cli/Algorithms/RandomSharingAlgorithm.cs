using NasSharp.OneShot.RandomSharing;

namespace NasSharp.Cli.Algorithms;

/// <summary>The baseline: random paths, then the best of very many.</summary>
internal sealed class RandomSharingAlgorithm : SearchAlgorithm<RandomSharingOptions>
{
    public override string Name => RandomSharingTrainer.Name;

    public override string Paper => "Li and Talwalkar 2019, 1902.07638";

    public override string Kind => "sampling";

    public override string Memory => "one path";

    protected override SearchOutcome Search(SearchTask task, RandomSharingOptions options)
    {
        using var trainer = new RandomSharingTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        var result = trainer.Train(task.Cancel);
        return SearchOutcome.Of(result.Candidates, result.Elapsed);
    }
}
