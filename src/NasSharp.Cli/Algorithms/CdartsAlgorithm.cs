using NasSharp.Cli.Spaces;
using NasSharp.OneShot.Cdarts;
using NasSharp.Spaces;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Algorithms;

/// <summary>A search network and an evaluation network that teach each other.</summary>
internal sealed class CdartsAlgorithm : SearchAlgorithm<CdartsOptions>
{
    public override string Name => CdartsTrainer.Name;

    public override string Paper => "Yu et al. 2022, 2006.10724";

    public override string Kind => "gradients";

    public override string Memory => "all candidates, and one path of a second network";

    protected override SearchOutcome Search(SearchTask task, CdartsOptions options)
    {
        using var evaluation = EvaluationNetwork(task);
        using var trainer = new CdartsTrainer(task.Model, evaluation, m => Objectives.Classification(m), task.Train, task.Validation, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }

    // The paper evaluates 20 cells where it searches 8. In other spaces another depth is another space, and so it is where two cells have no place for a normal one.
    private static nn.Module<Tensor, Tensor> EvaluationNetwork(SearchTask task)
    {
        if (task.Space is { Space: "darts", Cells: { } cells })
        {
            var deeper = task.Build(task.Space with { Cells = cells * 5 / 2 }, NetworkUse.Retraining);
            if (SearchSpace.Of(deeper).Fingerprint == SearchSpace.Of(task.Model).Fingerprint)
                return deeper;
            deeper.Dispose();
        }
        return task.Build(task.Space, NetworkUse.Retraining);
    }
}
