using NasSharp.OneShot.Darts;
using NasSharp.OneShot.FBNet;
using NasSharp.OneShot.Collapse;
using NasSharp.OneShot.SinglePath;
using NasSharp.OneShot.UnderstandingOneShot;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.Training;

/// <summary>What ends an epoch may take long; a run that is to stop does not wait for it, and goes on as if it had never stopped.</summary>
[Collection(nameof(ProcessWide))]
public sealed class CancelAtTheEndOfAnEpochTests : RunFolderTest
{
    private static readonly CollapseOptions Unguarded = new() { Enabled = false };

    public static TheoryData<string> Trainers => [DartsTrainer.Name, FBNetTrainer.Name, SinglePathTrainer.Name, PathDropoutTrainer.Name, Retrainer.Name];

    private static void Run(string kind, RunOptions run, Action? evaluated = null, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var classify = Objectives.Classification(model);
        BatchResult Objective(Batch batch)
        {
            if (!model.training)
                evaluated?.Invoke();
            return classify(batch);
        }
        switch (kind)
        {
            case DartsTrainer.Name:
                using (var trainer = new DartsTrainer(model, Objective, train, validation, new DartsOptions { Epochs = 3, BatchSize = 8, Augmentation = ImageAugmentation.None, CollapseGuard = Unguarded }, run))
                    trainer.Train(cancel);
                break;
            case FBNetTrainer.Name:
                using (var trainer = new FBNetTrainer(model, Objective, train, validation, null, new FBNetOptions { Epochs = 3, WarmupEpochs = 0, BatchSize = 8, Augmentation = ImageAugmentation.None, CollapseGuard = Unguarded }, run))
                    trainer.Train(cancel);
                break;
            case SinglePathTrainer.Name:
                using (var trainer = new SinglePathTrainer(model, Objective, train, validation, new SinglePathOptions { Epochs = 3, BatchSize = 8, LearningRate = 0.1, Candidates = 2, RecalibrationBatches = 2, Augmentation = ImageAugmentation.None }, run))
                    trainer.Train(cancel);
                break;
            case PathDropoutTrainer.Name:
                using (var trainer = new PathDropoutTrainer(model, Objective, train, validation, new PathDropoutOptions { Epochs = 3, BatchSize = 8, Candidates = 2, RecalibrationBatches = 2, Augmentation = ImageAugmentation.None }, run))
                    trainer.Train(cancel);
                break;
            default:
                FixedArchitecture.Apply(model, SearchSpace.Of(model).First());
                using (var trainer = new Retrainer(model, Objective, train, TinyData.Test(), new RetrainOptions { Epochs = 3, BatchSize = 8, CutoutLength = 0, Augmentation = ImageAugmentation.None }, run, TinyData.Split(600).Validation))
                    trainer.Train(cancel);
                break;
        }
    }

    private void AssertSame(string kind)
    {
        var file = kind == Retrainer.Name ? "model.safetensors" : "supernet.safetensors";
        Assert.Equal(File.ReadAllBytes(At("whole", file)), File.ReadAllBytes(At("cut", file)));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Validation_ends_with_its_present_batch_and_the_run_goes_on_to_the_same_bytes(string kind)
    {
        var batches = new List<int>();
        var calls = 0;
        Run(kind, Options("whole", new Events(e =>
        {
            if (e is EpochDone)
                batches.Add(calls);
        })), () => calls++);
        // The first batch of the second validation; there are more.
        var stopAt = batches[0] + 1;
        Assert.InRange(batches[1], stopAt + 1, int.MaxValue);

        using var cancel = new CancellationTokenSource();
        calls = 0;
        var events = new Events();
        Assert.Throws<TrainingCancelledException>(() => Run(kind, Options("cut", events), () =>
        {
            if (++calls == stopAt)
                cancel.Cancel();
        }, cancel.Token));

        Assert.Equal(stopAt, calls);
        Assert.Single(events.Of<EpochDone>());
        Run(kind, Options("cut", resume: true));
        AssertSame(kind);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Run_that_stops_at_the_last_step_of_an_epoch_has_no_step_to_repeat(string kind)
    {
        Run(kind, Options("whole"));
        var steps = kind == Retrainer.Name ? 4 : 8;
        var (events, cancel) = CancelAt(steps);
        using (cancel)
            Assert.Equal(steps, Assert.Throws<TrainingCancelledException>(() => Run(kind, Options("cut", events), cancel: cancel.Token)).Step);
        Assert.Equal(steps / 4 - 1, events.Of<EpochDone>().Count());
        var again = new Events();
        Run(kind, Options("cut", again, resume: true));
        Assert.Equal(steps + 1, again.Of<StepDone>().First().Step);
        AssertSame(kind);
    }
}
