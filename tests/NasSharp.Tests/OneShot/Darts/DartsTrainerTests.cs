using NasSharp.OneShot.Darts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.Darts;

[Collection(nameof(ProcessWide))]
public sealed class DartsTrainerTests : RunFolderTest
{
    // 32 training images in batches of 8: 4 steps an epoch.
    private static DartsOptions Small(bool secondOrder = false) => new()
    {
        Epochs = 3,
        BatchSize = 8,
        LearningRate = 0.1,
        ArchitectureLearningRate = 0.05,
        SecondOrder = secondOrder,
        Augmentation = ImageAugmentation.None,
    };

    private static DartsResult Search(RunOptions run, DartsOptions? options = null, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var trainer = new DartsTrainer(model, Objectives.Classification(model), train, validation, options ?? Small(), run);
        return trainer.Train(cancel);
    }

    private static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(folder, "supernet.safetensors"));

    [Fact]
    public void Train_learns_weights_and_leaves_all_files()
    {
        var events = new Events();
        var result = Search(Options("run", events));
        Assert.Equal((3, 12), (result.Epochs, result.Steps));
        Assert.True(result.Validation["accuracy"] > 0.5, $"accuracy {result.Validation["accuracy"]}");
        foreach (var file in (string[])["run.json", "metrics.jsonl", "architecture.json", "supernet.safetensors", "alphas.safetensors", "result.json", "architectures/epoch-0002.json"])
            Assert.True(File.Exists(At("run", file)), file);
        using var model = new TinySupernet();
        Assert.Equal(result.Architecture, ArchitectureFile.Read(At("run", "architecture.json"), SearchSpace.Of(model)));
        Assert.Equal("darts", ArchitectureFile.ReadMeta(At("run", "architecture.json"))!.Algorithm);
        Assert.Equal(["node.0", "node.1"], Safetensors.Load(At("run", "alphas.safetensors")).Keys);
        Assert.Equal(12, events.Of<StepDone>().Count());
        Assert.Equal(3, events.Of<EpochDone>().Count());
        Assert.Equal(new RunStarted("darts", 3, 12, 0, "cpu"), events.All[0]);
        Assert.IsType<RunFinished>(events.All[^1]);
    }

    [Fact]
    public void Train_records_the_softmax_of_every_key_for_the_Board()
    {
        Search(Options("run"));
        var lines = MetricsWithoutClock(At("run"));
        var alpha = lines.Where(l => l.Contains("\"alpha\":{", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, alpha.Count);
        Assert.All(alpha, l => Assert.Matches("\"alpha\":{\"node.0\":\\[0\\.\\d+,0\\.\\d+,0\\.\\d+\\],\"node.1\":", l));
        Assert.Equal(3, lines.Count(l => l.Contains("\"phase\":\"validation\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_twice_with_the_same_seed_gives_the_same_bytes(bool secondOrder)
    {
        Search(Options("a"), Small(secondOrder));
        Search(Options("b"), Small(secondOrder));
        Assert.Equal(Weights(At("a")), Weights(At("b")));
        Assert.Equal(File.ReadAllBytes(At("a", "alphas.safetensors")), File.ReadAllBytes(At("b", "alphas.safetensors")));
        Assert.Equal(MetricsWithoutClock(At("a")), MetricsWithoutClock(At("b")));
    }

    // First order: the validation loss at the weights as they are. Second order, Eq. 7 and 8: the training loss for the step ahead, the validation loss there, the training loss on both sides of
    // the weights. Then the weights' own step.
    [Theory]
    [InlineData(false, "validation, train")]
    [InlineData(true, "train, validation, train, train, train")]
    public void Step_computes_the_losses_of_its_order(bool secondOrder, string expected)
    {
        var (run, seen) = (Options("run") with { Folder = null }, new List<double>());
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var loss = Objectives.Classification(model);
        BatchResult Watched(Batch batch)
        {
            seen.Add(batch.Input.sum().ToDouble());
            return loss(batch);
        }
        using (var trainer = new DartsTrainer(model, Watched, train, validation, Small(secondOrder) with { Epochs = 1, BatchSize = 32, CollapseGuard = new() { Enabled = false } }, run))
            trainer.Train();
        var step = seen.Take(expected.Split(", ").Length).ToList();
        Assert.Equal(expected, string.Join(", ", step.Select(sum => sum == step[^1] ? "train" : "validation")));
    }

    [Fact]
    public void Train_with_another_seed_gives_other_weights()
    {
        Search(Options("a"));
        Search(Options("b") with { Seed = 8 });
        Assert.NotEqual(Weights(At("a")), Weights(At("b")));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(6, false)]
    [InlineData(11, true)]
    public void Train_cancelled_at_any_step_and_resumed_gives_the_same_bytes(long step, bool secondOrder)
    {
        Search(Options("whole"), Small(secondOrder));
        var (events, cancel) = CancelAt(step);
        var stopped = Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), Small(secondOrder), cancel.Token));
        Assert.Equal(step, stopped.Step);
        Assert.True(File.Exists(stopped.Checkpoint));
        var resumed = new Events();
        Search(Options("cut", resumed, resume: true), Small(secondOrder));
        Assert.Equal(step, resumed.Of<RunStarted>().Single().ResumedAtStep);
        Assert.Equal(Weights(At("whole")), Weights(At("cut")));
        Assert.Equal(File.ReadAllText(At("whole", "architecture.json")), File.ReadAllText(At("cut", "architecture.json")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Train_resumed_after_the_newest_checkpoint_was_damaged_gives_the_same_bytes()
    {
        Search(Options("whole"));
        var (events, cancel) = CancelAt(7);
        var stopped = Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), cancel: cancel.Token));
        File.WriteAllBytes(stopped.Checkpoint!, File.ReadAllBytes(stopped.Checkpoint!)[..^100]);
        var resumed = new Events();
        Search(Options("cut", resumed, resume: true));
        Assert.Contains("damaged", Assert.Single(resumed.Of<Notice>()).Message);
        Assert.Equal(4, resumed.Of<RunStarted>().Single().ResumedAtStep);
        Assert.Equal(Weights(At("whole")), Weights(At("cut")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Train_of_a_finished_run_returns_its_result_at_once()
    {
        var first = Search(Options("run"));
        var events = new Events();
        var again = Search(Options("run", events, resume: true));
        Assert.Empty(events.All);
        Assert.Equal(first.Architecture, again.Architecture);
        Assert.Equal(first.Validation, again.Validation);
        Assert.Equal((first.Epochs, first.Steps), (again.Epochs, again.Steps));
    }

    [Fact]
    public void Train_resumed_with_another_option_names_it_with_both_values()
    {
        var (events, cancel) = CancelAt(5);
        Assert.Throws<TrainingCancelledException>(() => Search(Options("run", events), cancel: cancel.Token));
        var error = Assert.Throws<CheckpointException>(() => Search(Options("run", resume: true), Small() with { BatchSize = 16 }));
        Assert.Contains("options.batch_size = 8, now it is 16", error.Message);
    }

    [Fact]
    public void Warmup_leaves_the_alphas_alone()
    {
        var start = new Dictionary<string, float[]>();
        var run = Options("run");
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var cancel = new CancellationTokenSource();
        using var trainer = new DartsTrainer(model, Objectives.Classification(model), train, validation, Small() with { WarmupEpochs = 2 }, run with
        {
            Progress = new Events(e =>
            {
                if (e is EpochDone { Epoch: 1 })
                    cancel.Cancel();
            }),
        });
        foreach (var (key, alpha) in trainer.Mutator.Alphas)
            start.Add(key, alpha.to_array<float>());
        Assert.Throws<TrainingCancelledException>(() => trainer.Train(cancel.Token));
        Assert.All(trainer.Mutator.Alphas, a => Assert.Equal(start[a.Key], a.Value.to_array<float>()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_keeps_the_number_of_live_tensors_from_step_to_step(bool secondOrder)
    {
        ProcessWide.FreeForgottenTensors();
        var counts = new List<long>();
        Search(Options("run", new Events(e =>
        {
            if (e is StepDone)
                counts.Add(torch.Tensor.LiveCount);
        })) with { LogEverySteps = 1 }, Small(secondOrder));
        // The first step makes the optimizers' moments.
        Assert.Single(counts.Skip(1).Distinct());
    }

    [Fact]
    public void Train_works_for_a_loss_that_is_no_classification()
    {
        var run = Options("run");
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var objective = Objectives.Of(model,
            (output, batch) => (output.sum(1) - batch.Input.mean([1, 2, 3])).pow(2).mean(),
            ("largest", (output, _) => output.max()));
        using var trainer = new DartsTrainer(model, objective, train, validation, Small(), run);
        var result = trainer.Train();
        Assert.Equal(["loss", "largest"], result.Validation.Keys);
    }

    [Fact]
    public void Option_out_of_range_is_named()
    {
        using var model = new TinySupernet();
        var (train, validation) = TinyData.Split();
        var error = Assert.Throws<ArgumentException>(() => new DartsTrainer(model, Objectives.Classification(model), train, validation, Small() with { WarmupEpochs = 3 }));
        Assert.Contains("WarmupEpochs is 3", error.Message);
    }
}
