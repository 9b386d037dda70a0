using NasSharp.OneShot.Spos;

namespace NasSharp.Cli.Algorithms;

/// <summary>Uniform or fair paths, then an evolution.</summary>
internal sealed class SposAlgorithm : SearchAlgorithm<SposOptions>
{
    public override string Name => SposTrainer.Name;

    public override string Paper => "Guo et al. 2020, 1904.00420";

    public override string Kind => "evolution";

    public override string Memory => "one path";

    protected override SearchOutcome Search(SearchTask task, SposOptions options)
    {
        using var trainer = new SposTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        var result = trainer.Train(task.Cancel);
        return SearchOutcome.Of(result.Candidates, result.Elapsed);
    }
}
