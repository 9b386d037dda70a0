using NasSharp.OneShot;
using NasSharp.OneShot.Cdarts;
using NasSharp.OneShot.Collapse;
using NasSharp.OneShot.FBNet;
using NasSharp.OneShot.PcDarts;
using NasSharp.OneShot.Snas;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.Collapse;

/// <summary>Going back is not a thing of DARTS alone: what a method keeps in its checkpoints must also load into a search that goes on.</summary>
[Collection(nameof(ProcessWide))]
public sealed class RollbackOfEveryMethodTests : RunFolderTest
{
    // The eigenvalue of one epoch after the other: any growth is a collapse.
    private static readonly CollapseOptions Nervous = new()
    {
        Remedy = CollapseRemedy.AuxiliarySkip,
        MaxRollbacks = 1,
        EigenvalueEvery = 1,
        EigenvalueWindow = 1,
        EigenvalueDistance = 1,
        EigenvalueRatio = 1.000001,
        EigenvalueFrom = 0,
        PowerIterations = 30,
    };

    private static T Small<T>(T defaults)
        where T : DifferentiableOptions => defaults with
        {
            Epochs = 10,
            WarmupEpochs = 0,
            BatchSize = 8,
            LearningRate = 0.1,
            MinLearningRate = 0,
            ArchitectureLearningRate = 0.05,
            Augmentation = ImageAugmentation.None,
            CollapseGuard = Nervous,
        };

    [Theory]
    [InlineData(PcDartsTrainer.Name)]
    [InlineData(SnasTrainer.Name)]
    [InlineData(FBNetTrainer.Name)]
    [InlineData(CdartsTrainer.Name)]
    public void Run_that_went_back_and_crashed_there_equals_one_that_only_went_back(string method)
    {
        var events = new Events();
        Search(method, Options("whole", events));
        Assert.Single(events.Of<RolledBack>());
        var afterwards = false;
        var crash = new Events(e =>
        {
            afterwards |= e is RolledBack;
            if (afterwards && e is StepDone)
                throw new InvalidOperationException("crash");
        });
        Assert.Throws<InvalidOperationException>(() => Search(method, Options("cut", crash)));
        // The resumed search is made anew from the checkpoint behind the rollback; the other one went on with the objects that it had.
        Search(method, Options("cut", resume: true));
        foreach (var file in (string[])["supernet.safetensors", "alphas.safetensors"])
            Assert.Equal(File.ReadAllBytes(At("whole", file)), File.ReadAllBytes(At("cut", file)));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    private static void Search(string method, RunOptions run)
    {
        using var model = run.Create(() => new TinySupernet());
        using var other = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var objective = Objectives.Classification(model);
        switch (method)
        {
            case PcDartsTrainer.Name:
                using (var trainer = new PcDartsTrainer(model, objective, train, validation, Small(new PcDartsOptions()), run))
                    trainer.Train();
                break;
            case SnasTrainer.Name:
                using (var trainer = new SnasTrainer(model, objective, train, validation, Small(new SnasOptions()), run))
                    trainer.Train();
                break;
            case FBNetTrainer.Name:
                using (var trainer = new FBNetTrainer(model, objective, train, validation, options: Small(new FBNetOptions()), run: run))
                    trainer.Train();
                break;
            default:
                using (var trainer = new CdartsTrainer(model, other, m => Objectives.Classification(m), train, validation, Small(new CdartsOptions { EvaluationLearningRate = 0.1 }), run))
                    trainer.Train();
                break;
        }
    }
}
