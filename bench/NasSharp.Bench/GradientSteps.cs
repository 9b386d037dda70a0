using NasSharp.OneShot.Cdarts;
using NasSharp.OneShot.Darts;
using NasSharp.OneShot.PDarts;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.Darts;

namespace NasSharp.Bench;

/// <summary>Steps of searches that train a whole supernet. darts_supernet.py, pdarts_step.py and cdarts_step.py do the same steps.</summary>
internal static class GradientSteps
{
    private const double Certain = 0.5;

    /// <summary>An architecture step and a weight step of first-order DARTS on the paper's search network.</summary>
    internal static void ServeDarts() => SearchSteps.Serve(() => new DartsStackedCells(), (net, train, validation, run, end) =>
    {
        var options = new DartsOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, EvaluateEachEpoch = false };
        using var trainer = new DartsTrainer(net, Objectives.Classification(net), train, validation, options, run);
        trainer.Train(end);
    });

    /// <summary>An architecture step and a weight step in the first stage of P-DARTS: 5 cells.</summary>
    internal static void ServePDarts() => SearchSteps.Serve(Cells, (net, train, validation, run, end) =>
    {
        var options = new PDartsOptions { BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, WarmupEpochs = 0, EvaluateEachEpoch = false };
        using var trainer = new PDartsTrainer(_ => PDartsNetwork.Classifier(Cells()), train, validation, options, run);
        trainer.Train(end);
    });

    /// <summary>The joint step of CDARTS and the step of the search network's weights: 8 cells search, 20 cells with the operations of DARTS_V2 are the evaluation network.</summary>
    internal static void ServeCdarts() => SearchSteps.Serve(() => new DartsStackedCells(), (net, train, validation, run, end) =>
    {
        var evaluation = new DartsStackedCells(new() { Cells = 20, Phase = DartsPhase.Retraining });
        var options = new CdartsOptions
        {
            BatchSize = SearchSteps.Batch, Epochs = SearchSteps.ManyEpochs, WarmupEpochs = 0, EvaluationWarmupEpochs = 0, JointEpochs = SearchSteps.ManyEpochs, EvaluateEachEpoch = false,
        };
        using var trainer = new CdartsTrainer(net, evaluation, m => Objectives.Classification(m), train, validation, options, run);
        Prefer(trainer.Mutator, ArchitectureFile.Read(Path.Combine(BenchOptions.FindRoot(), "bench", "darts_v2.json"), trainer.Mutator.Space));
        trainer.Train(end);
    });

    private static DartsStackedCells Cells() => new(new() { Cells = 5 });

    // Both sides derive the same evaluation network.
    private static void Prefer(CdartsMutator mutator, Architecture architecture)
    {
        using var frozen = torch.no_grad();
        foreach (var (key, decision) in architecture.Decisions.Where(d => mutator.Alphas.ContainsKey(d.Key)))
        {
            foreach (var candidate in decision.Selected)
                mutator.Alphas[key].narrow(0, candidate, 1).fill_(Certain);
        }
    }
}
