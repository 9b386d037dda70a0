using NasSharp.OneShot;
using NasSharp.OneShot.SinglePath;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.SinglePath;

[Collection(nameof(ProcessWide))]
public sealed class SinglePathTrainerTests : RunFolderTest
{
    private static readonly SinglePathOptions Small = new()
    {
        Epochs = 3,
        BatchSize = 8,
        LearningRate = 0.2,
        Augmentation = ImageAugmentation.None,
        Candidates = 5,
        RecalibrationBatches = 2,
    };

    private static SinglePathResult Search(RunOptions run, SinglePathOptions? options = null, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var trainer = new SinglePathTrainer(model, Objectives.Classification(model), train, validation, options ?? Small, run);
        return trainer.Train(cancel);
    }

    [Fact]
    public void Train_ranks_distinct_candidates_and_exports_the_best()
    {
        var events = new Events();
        var result = Search(Options("run", events));
        Assert.Equal(5, result.Candidates.Count);
        Assert.Equal(5, result.Candidates.Select(c => c.Architecture.Hash).Distinct().Count());
        Assert.Equal(result.Candidates.Select(c => c.Score).OrderDescending(), result.Candidates.Select(c => c.Score));
        using var model = new TinySupernet();
        Assert.Equal(result.Architecture, ArchitectureFile.Read(At("run", "architecture.json"), SearchSpace.Of(model)));
        Assert.Equal(result.Candidates[0].Score, ArchitectureFile.ReadMeta(At("run", "architecture.json"))!.Score);
        Assert.Equal(new PhaseProgress("candidates", 5, 5), events.Of<PhaseProgress>().Last(p => p.Phase == "candidates"));
    }

    [Fact]
    public void Train_in_a_space_with_fewer_architectures_than_candidates_measures_each_once()
    {
        // Three candidates for each of two keys, one of two sources: 18 architectures.
        Assert.Equal(18, Search(Options("run"), Small with { Candidates = 100, Epochs = 1 }).Candidates.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public void Train_cancelled_and_resumed_gives_the_same_bytes(long step)
    {
        Search(Options("whole"));
        var (events, cancel) = CancelAt(step);
        Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), cancel: cancel.Token));
        var resumed = Search(Options("cut", resume: true));
        Assert.Equal(File.ReadAllBytes(At("whole", "supernet.safetensors")), File.ReadAllBytes(At("cut", "supernet.safetensors")));
        Assert.Equal(File.ReadAllText(At("whole", "architecture.json")), File.ReadAllText(At("cut", "architecture.json")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
        Assert.Equal(5, resumed.Candidates.Count);
    }

    [Fact]
    public void Train_of_a_finished_run_returns_the_same_ranking()
    {
        var first = Search(Options("run"));
        var again = Search(Options("run", resume: true));
        Assert.Equal(first.Candidates.Select(c => (c.Architecture, c.Score)), again.Candidates.Select(c => (c.Architecture, c.Score)));
    }

    [Fact]
    public void Step_touches_only_the_active_path_in_gradient_and_optimizer()
    {
        using var model = new TinySupernet();
        using var mutator = new RandomMutator(model, new RandomStream(1));
        using var optimizer = torch.optim.SGD(model.named_parameters(), 0.1, 0.9, weight_decay: 0.1);
        var space = mutator.Space;
        mutator.Fix(new Architecture(space, new Dictionary<string, Decision> { ["node.0"] = Decision.One(2), ["node.1"] = Decision.One(0), ["node.pick"] = Decision.One(1) }));
        var before = model.state_dict().ToDictionary(t => t.Key, t => t.Value.clone());
        var objective = Objectives.Classification(model);
        using var loader = TinyData.Train().CreateLoader(new LoaderOptions { BatchSize = 8, Workers = 0 });
        using var batch = loader.Next();
        new WeightUpdate(optimizer, 5, new ForwardPrecision(MixedPrecision.Off, torch.CPU)).Apply(() => objective(batch));
        bool Active(string name) => !name.StartsWith("edge0", StringComparison.Ordinal) && !name.StartsWith("again", StringComparison.Ordinal);
        foreach (var (name, parameter) in model.named_parameters())
        {
            Assert.Equal(Active(name), parameter.grad is not null);
            Assert.Equal(Active(name), !before[name].equal(parameter));
        }
        Assert.DoesNotContain(optimizer.state_dict().Tensors.Keys, k => k.Contains("edge0", StringComparison.Ordinal) || k.Contains("again", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_leaves_the_supernet_as_it_was_to_the_last_bit()
    {
        using var model = new TinySupernet();
        using var mutator = new RandomMutator(model, new RandomStream(1));
        var (train, validation) = TinyData.Split();
        using var evaluation = new SupernetEvaluation(mutator, Objectives.Classification(model), train, validation, new LoaderOptions { BatchSize = 8, Workers = 0 }, 2);
        var architecture = mutator.Space.Sample(new RandomStream(2));
        var before = Bits.Of(model);
        var first = evaluation.Evaluate(architecture);
        Assert.Equal(before, Bits.Of(model));
        Assert.True(model.training);
        Assert.All(model.modules().OfType<BatchNorm>(), n => Assert.Equal(0.1, n.momentum));
        Assert.Equal(first, evaluation.Evaluate(architecture));
    }

    [Fact]
    public void Evaluate_does_not_depend_on_the_supernet_s_own_statistics()
    {
        using var model = new TinySupernet();
        using var mutator = new RandomMutator(model, new RandomStream(1));
        var (train, validation) = TinyData.Split();
        using var evaluation = new SupernetEvaluation(mutator, Objectives.Classification(model), train, validation, new LoaderOptions { BatchSize = 8, Workers = 0 }, 2);
        var architecture = mutator.Space.Sample(new RandomStream(2));
        var first = evaluation.Evaluate(architecture);
        using (torch.no_grad())
        {
            foreach (var norm in model.modules().OfType<BatchNorm>())
            {
                norm.running_mean!.fill_(1000);
                norm.running_var!.fill_(1e-6);
            }
        }
        Assert.Equal(first, evaluation.Evaluate(architecture));
    }

    [Fact]
    public void Recalibration_is_the_mean_of_the_batches_statistics()
    {
        using var model = new TinySupernet(dropout: 0);
        using var mutator = new RandomMutator(model, new RandomStream(1));
        var (train, validation) = TinyData.Split();
        var options = new LoaderOptions { BatchSize = 8, Workers = 0, Seed = 3, DropLast = true };
        var seen = new List<(float[] Mean, float[] Variance)>();
        Objective probe = batch =>
        {
            if (!model.training && !torch.is_grad_enabled())
            {
                var norm = model.modules().OfType<BatchNorm>().First();
                seen.Add((norm.running_mean!.to_array<float>(), norm.running_var!.to_array<float>()));
            }
            return Objectives.Classification(model)(batch);
        };
        using var evaluation = new SupernetEvaluation(mutator, probe, train, validation, options, 3);
        evaluation.Evaluate(mutator.Space.Sample(new RandomStream(2)));

        var conv = (torch.nn.Module<torch.Tensor, torch.Tensor>)model.named_modules().Single(m => m.name == "stem.conv").module;
        using var loader = train.CreateLoader(options);
        using var recording = torch.no_grad();
        var statistics = Enumerable.Range(0, 3).Select(_ =>
        {
            var output = conv.call(loader.Next().Input);
            var mean = output.mean([0, 2, 3]);
            var count = output.numel() / output.size(1);
            var variance = (output - mean.view(1, -1, 1, 1)).pow(2).sum([0, 2, 3]) / (count - 1);
            return (Mean: mean.to_array<float>(), Variance: variance.to_array<float>());
        }).ToList();
        var calibrated = seen[3];
        for (var c = 0; c < TinySupernet.Channels; c++)
        {
            Assert.Equal(statistics.Average(s => s.Mean[c]), calibrated.Mean[c], 1e-5);
            Assert.Equal(statistics.Average(s => s.Variance[c]), calibrated.Variance[c], 1e-4);
        }
    }

    [Fact]
    public void Score_that_is_not_measured_names_those_that_are()
    {
        var error = Assert.Throws<TrainingException>(() => Search(Options("run"), Small with { Score = "f1", Epochs = 1, PathsEachEpoch = 0 }));
        Assert.Contains("'f1'", error.Message);
        Assert.Contains("accuracy", error.Message);
    }

    [Fact]
    public void Train_keeps_the_number_of_live_tensors_once_every_path_was_trained()
    {
        ProcessWide.FreeForgottenTensors();
        var counts = new List<long>();
        Search(Options("run", new Events(e =>
        {
            if (e is StepDone)
                counts.Add(torch.Tensor.LiveCount);
        })) with { LogEverySteps = 1 }, Small with { Epochs = 20, PathsEachEpoch = 0, Candidates = 1 });
        // Moments are made when a weight is first trained; after 60 steps every candidate has had its turn.
        Assert.Single(counts.Skip(60).Distinct());
    }
}
