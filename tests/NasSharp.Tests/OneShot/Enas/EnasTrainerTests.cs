using NasSharp.OneShot.Enas;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Zoo.Enas;

namespace NasSharp.Tests.OneShot.Enas;

[Collection(nameof(ProcessWide))]
public sealed class EnasTrainerTests : RunFolderTest
{
    private static readonly EnasOptions Small = new()
    {
        Epochs = 3,
        BatchSize = 8,
        LearningRate = 0.1,
        RestartEpochs = 2,
        Controller = new EnasControllerOptions { HiddenSize = 8, Temperature = 1 },
        ControllerSteps = 5,
        ArchitecturesPerStep = 2,
        ControllerLearningRate = 0.01,
        Candidates = 4,
        RecalibrationBatches = 2,
    };

    private static EnasResult Search(RunOptions run, EnasOptions? options = null, EnasReward? reward = null, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var trainer = new EnasTrainer(model, Objectives.Classification(model), train, validation, options ?? Small, run, reward);
        return trainer.Train(cancel);
    }

    [Fact]
    public void Train_ranks_distinct_candidates_and_exports_the_best()
    {
        var events = new Events();
        var result = Search(Options("run", events));
        Assert.Equal(4, result.Candidates.Select(c => c.Architecture.Hash).Distinct().Count());
        Assert.Equal(result.Candidates.Select(c => c.Score).OrderDescending(), result.Candidates.Select(c => c.Score));
        Assert.Equal(result.Candidates[0].Validation["accuracy"], result.Candidates[0].Score);
        using var model = new TinySupernet();
        Assert.Equal(result.Architecture, ArchitectureFile.Read(At("run", "architecture.json"), SearchSpace.Of(model)));
        Assert.Equal(new PhaseProgress("controller", 5, 5), events.Of<PhaseProgress>().Last(p => p.Phase == "controller"));
        Assert.Contains("reward", events.Of<EpochDone>().Last().Validation!.Keys);
        Assert.Contains(File.ReadAllLines(At("run", "metrics.jsonl")), l => l.Contains("\"controller\"") && l.Contains("\"entropy\"") && l.Contains("\"skip_divergence\""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Train_cancelled_in_a_controller_phase_and_resumed_gives_the_same_bytes(int phase)
    {
        Search(Options("whole"));
        using var cancel = new CancellationTokenSource();
        var begun = 0;
        var events = new Events(e =>
        {
            if (e is PhaseProgress { Phase: "controller", Done: 1 })
                begun++;
            if (e is PhaseProgress { Phase: "controller", Done: 3 } && begun == phase)
                cancel.Cancel();
        });
        var error = Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), cancel: cancel.Token));
        // The first phase has no checkpoint before it: the run begins anew.
        Assert.Equal(phase > 1, error.Checkpoint is not null);
        Assert.Equal(3, events.Of<PhaseProgress>().Last().Done);
        Search(Options("cut", resume: true));
        foreach (var file in new[] { "supernet.safetensors", "controller.safetensors", "architecture.json" })
            Assert.Equal(File.ReadAllBytes(At("whole", file)), File.ReadAllBytes(At("cut", file)));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Train_of_a_finished_run_returns_the_same_ranking()
    {
        var first = Search(Options("run"));
        var again = Search(Options("run", resume: true));
        Assert.Equal(first.Candidates.Select(c => (c.Architecture, c.Score)), again.Candidates.Select(c => (c.Architecture, c.Score)));
    }

    [Fact]
    public void Controller_phase_moves_the_controller_and_leaves_the_model_as_it_is()
    {
        using var model = new TinySupernet();
        var (_, validation) = TinyData.Split();
        using var mutator = new EnasMutator(model, Small.Controller, new RandomStream(1));
        using var loader = validation.CreateLoader(new LoaderOptions { BatchSize = 8, Workers = 0 });
        using var adam = torch.optim.Adam(mutator.Controller.named_parameters(), 0.01);
        var phase = new ControllerTraining(mutator, Objectives.Classification(model), v => v["accuracy"], loader, adam, Small, new RewardBaseline(0.9), new ForwardPrecision(MixedPrecision.Off, torch.CPU));
        var (before, controller) = (Bits.Of(model), Bits.Of(mutator.Controller));
        phase.Run((_, _) => { }, default);
        Assert.Equal(before, Bits.Of(model));
        Assert.NotEqual(controller, Bits.Of(mutator.Controller));
        Assert.All(model.parameters(), p => Assert.Null(p.grad));
    }

    // Without a baseline every reward above 0 would make what was drawn more probable.
    [Fact]
    public void Rewards_that_are_all_equal_teach_the_controller_nothing()
    {
        using var model = new TinySupernet();
        var (_, validation) = TinyData.Split();
        using var mutator = new EnasMutator(model, Small.Controller, new RandomStream(1));
        using var loader = validation.CreateLoader(new LoaderOptions { BatchSize = 8, Workers = 0 });
        using var adam = torch.optim.Adam(mutator.Controller.named_parameters(), 0.01);
        var options = Small with { EntropyWeight = 0, SkipWeight = 0 };
        var phase = new ControllerTraining(mutator, Objectives.Classification(model), _ => 0.75, loader, adam, options, new RewardBaseline(0.9), new ForwardPrecision(MixedPrecision.Off, torch.CPU));
        var controller = Bits.Of(mutator.Controller);
        phase.Run((_, _) => { }, default);
        Assert.Equal(controller, Bits.Of(mutator.Controller));
    }

    [Fact]
    public void Learning_rate_falls_in_a_cosine_and_begins_again()
    {
        Search(Options("run") with { LogEverySteps = 1 }, Small with { MinLearningRate = 0.02 });
        // A period of two epochs: the whole rate, half way down, and the whole again.
        var rates = File.ReadAllLines(At("run", "metrics.jsonl")).Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!).Where(l => (string)l["phase"]! == "train")
            .GroupBy(l => (int)l["epoch"]!).Select(e => Math.Round((double)e.First()["values"]!["learning_rate"]!, 6));
        Assert.Equal([0.1, 0.06, 0.1], rates);
    }

    [Fact]
    public void Reward_may_be_made_of_any_loss()
    {
        var run = Options("run");
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var objective = Objectives.Of(model, (output, batch) => (output - torch.nn.functional.one_hot(batch.Target, 3)).pow(2).mean());
        using (var trainer = new EnasTrainer(model, objective, train, validation, Small with { Epochs = 1 }, run, v => -v["loss"]))
        {
            var result = trainer.Train();
            Assert.Equal(result.Candidates.Min(c => c.Validation["loss"]), result.Candidates[0].Validation["loss"]);
        }
        using var another = new EnasTrainer(model, objective, train, validation, Small with { Epochs = 1 }, Options("no reward"));
        var error = Assert.Throws<TrainingException>(() => another.Train());
        Assert.Contains("'accuracy'", error.Message);
        Assert.Contains("it measures loss", error.Message);
    }

    [Fact]
    public void Reward_that_is_no_number_stops_the_run()
        => Assert.Contains("The reward of an architecture is NaN", Assert.Throws<TrainingException>(() => Search(Options("run"), reward: _ => double.NaN)).Message);

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Contains("ControllerSteps is 0", Assert.Throws<ArgumentException>(() => Search(Options("run"), Small with { ControllerSteps = 0 })).Message);
        var controller = new EnasControllerOptions { SkipTarget = 1 };
        Assert.Contains("SkipTarget is 1", Assert.Throws<ArgumentException>(() => Search(Options("run"), Small with { Controller = controller })).Message);
    }

    // NNI keeps the batches of the first pass and augments no more.
    [Fact]
    public void Augmentation_is_drawn_anew_in_every_epoch()
    {
        var pixels = new byte[32 * 6 * 6 * 3];
        new Random(1).NextBytes(pixels);
        var labels = Enumerable.Range(0, 32).Select(i => i % 3).ToArray();
        var (train, validation) = ImageData.FromPixels("noise", ["a", "b", "c"], (pixels, labels), (pixels, labels), 6, 6, 3).SplitTrain(0.5, 1);
        var run = Options("run");
        using var model = run.Create(() => new TinySupernet());
        var classification = Objectives.Classification(model);
        var seen = new Dictionary<int, HashSet<double>>();
        Objective watching = batch =>
        {
            if (torch.is_grad_enabled())
                foreach (var (row, index) in batch.Indices.Index())
                    (seen.TryGetValue(index, out var sums) ? sums : seen[index] = []).Add((batch.Input[row] * torch.arange(6)).sum().ToDouble());
            return classification(batch);
        };
        using var trainer = new EnasTrainer(model, watching, train, validation, Small with { Epochs = 4, ControllerSteps = 1, Candidates = 1 }, run);
        trainer.Train();
        Assert.Equal(16, seen.Count);
        // 9 * 9 places and 2 sides: four draws alike are rare for one image and out of the question for most.
        Assert.InRange(seen.Values.Count(s => s.Count >= 3), 12, 16);
    }

    [Fact]
    public void Train_keeps_the_number_of_live_tensors()
    {
        ProcessWide.FreeForgottenTensors();
        var (steps, phase) = (new List<long>(), new List<long>());
        Search(Options("run", new Events(e =>
        {
            if (e is StepDone)
                steps.Add(torch.Tensor.LiveCount);
            if (e is PhaseProgress { Phase: "controller" })
                phase.Add(torch.Tensor.LiveCount);
        })) with { LogEverySteps = 1 }, Small with { Epochs = 40, ControllerSteps = 6, Candidates = 1 });
        // Moments are made when a weight is first trained; after 60 steps every candidate has had its turn.
        Assert.Single(steps.Skip(60).Distinct());
        Assert.Single(phase.Skip(200).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Exported_file_applies_equals_the_supernets_path_and_retrains(bool macro)
    {
        torch.nn.Module<torch.Tensor, torch.Tensor> Build() => macro
            ? new EnasMacroModel(new EnasMacroOptions { Layers = 3, Channels = 4, Classes = 3 })
            : new EnasMicroNetwork(new EnasMicroOptions { Layers = 1, Nodes = 2, Channels = 4, Classes = 3, StemMultiplier = 1 });
        var run = Options("run");
        var (train, validation) = TinyData.Split();
        var images = torch.randn(4, 3, 6, 6);
        torch.Tensor expected;
        using (var supernet = run.Create(Build))
        {
            using var trainer = new EnasTrainer(supernet, Objectives.Classification(supernet), train, validation, Small with { Epochs = 1 }, run);
            trainer.Mutator.Fix(trainer.Train().Architecture);
            supernet.eval();
            expected = supernet.call(images);
        }
        using var model = Build();
        var applied = FixedArchitecture.Apply(model, At("run", "architecture.json"));
        applied.Load(At("run", "supernet.safetensors"));
        model.eval();
        TensorAssert.Close(expected, model.call(images), 1e-5);
        using var retrainer = new Retrainer(model, Objectives.Classification(model), train, TinyData.Test(),
            new RetrainOptions { Epochs = 1, BatchSize = 8, DropPathProbability = 0, CutoutLength = 0, Augmentation = ImageAugmentation.None }, Options("retrain"));
        Assert.InRange(retrainer.Train().Test["accuracy"], 0, 1);
    }

    [Fact]
    public void Branch_bias_favours_convolutions_where_it_is_asked_for()
    {
        using var scope = torch.NewDisposeScope();
        double Share(double bias, string keys)
        {
            using var model = new TinySupernet();
            using var mutator = new EnasMutator(model, new EnasControllerOptions { HiddenSize = 4, BranchBias = bias, BranchBiasKeys = keys }, new RandomStream(1));
            return Walks.All(mutator.Controller).Where(w => w.Sample.Architecture["node.0"].Selects(0)).Sum(w => w.Probability);
        }
        Assert.InRange(Share(0, ""), 0.3, 0.36);
        Assert.InRange(Share(1, ""), 0.75, 0.82);
        Assert.Equal(Share(0, ""), Share(1, "node.1"), 1e-6);
    }
}
