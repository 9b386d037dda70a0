using NasSharp.OneShot.UnderstandingOneShot;

namespace NasSharp.Cli.Algorithms;

/// <summary>All paths at once, more and more of them dropped; then the best of many.</summary>
internal sealed class PathDropoutAlgorithm : SearchAlgorithm<PathDropoutOptions>
{
    public override string Name => PathDropoutTrainer.Name;

    public override string Paper => "Bender et al. 2018, ICML";

    public override string Kind => "sampling";

    public override string Memory => "all candidates";

    protected override SearchOutcome Search(SearchTask task, PathDropoutOptions options)
    {
        using var trainer = new PathDropoutTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        var result = trainer.Train(task.Cancel);
        return SearchOutcome.Of(result.Candidates, result.Elapsed);
    }
}
