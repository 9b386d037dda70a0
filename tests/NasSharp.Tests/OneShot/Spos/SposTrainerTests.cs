using NasSharp.Hardware;
using NasSharp.OneShot.Spos;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Zoo.ShuffleNetV2;

namespace NasSharp.Tests.OneShot.Spos;

[Collection(nameof(ProcessWide))]
public sealed class SposTrainerTests : RunFolderTest
{
    private static readonly SposOptions Small = new()
    {
        Epochs = 2,
        BatchSize = 8,
        LearningRate = 0.2,
        Augmentation = ImageAugmentation.None,
        Generations = 3,
        Population = 4,
        Parents = 2,
        Crossovers = 2,
        Mutations = 2,
        RecalibrationBatches = 2,
        PathsEachEpoch = 0,
    };

    private static readonly ShuffleNetSpaceOptions Blocks = new() { Classes = 3, StemChannels = 4, StemStride = 1, Stages = [new(8, 2), new(12, 2, 1)], HeadChannels = 8 };

    private static (SposResult Result, SposTrainer Trainer) Search(RunOptions run, SposOptions options, ArchitectureLimit[]? limits = null, CostBins? bins = null, Func<torch.nn.Module<torch.Tensor, torch.Tensor>>? build = null, CancellationToken cancel = default)
    {
        using var model = run.Create(build ?? (() => new TinySupernet()));
        var (train, validation) = TinyData.Split();
        using var trainer = new SposTrainer(model, Objectives.Classification(model), train, validation, options, run, limits, bins);
        return (trainer.Train(cancel), trainer);
    }

    private static (CandidateCosts Flops, CandidateCosts Parameters) Costs()
    {
        using var model = new ShuffleNetNetwork(Blocks);
        return (CandidateProfiles.Flops(model, 1, 3, 6, 6), CandidateProfiles.Parameters(model));
    }

    [Fact]
    public void Strict_fairness_trains_every_candidate_equally_often_after_every_step()
    {
        var seen = new List<long[]>();
        SposTrainer? trainer = null;
        var run = Options("run", new Events(e =>
        {
            if (e is StepDone)
                seen.AddRange(trainer!.CandidateCounts.Where(c => c.Key != "node.pick").Select(c => (long[])c.Value.Clone()));
        }));
        using var model = run.Create(() => new ShuffleNetNetwork(Blocks));
        var (train, validation) = TinyData.Split();
        using (trainer = new SposTrainer(model, Objectives.Classification(model), train, validation, Small with { Sampling = PathSampling.StrictFairness }, run))
            trainer.Train();
        Assert.Equal(8 * 4, seen.Count);
        Assert.All(seen.Index(), c => Assert.Equal(Enumerable.Repeat(c.Index / 4 + 1L, 4), c.Item));
    }

    [Fact]
    public void Uniform_sampling_counts_one_path_a_step()
    {
        var (_, trainer) = Search(Options("run"), Small);
        Assert.All(trainer.CandidateCounts.Values, counts => Assert.Equal(8, counts.Sum()));
        Assert.Contains(trainer.CandidateCounts.Values, counts => counts.Distinct().Count() > 1);
        Assert.All(trainer.CandidateCounts.Values, counts => Assert.True(counts.Count(c => c > 0) > 1));
    }

    [Fact]
    public void Learning_rate_falls_in_a_line_from_step_to_step()
    {
        Search(Options("run") with { LogEverySteps = 1 }, Small);
        var rates = File.ReadAllLines(At("run", "metrics.jsonl")).Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!)
            .Where(l => (string)l["phase"]! == "train").Select(l => (double)l["values"]!["learning_rate"]!).ToList();
        Assert.Equal(8, rates.Count);
        // Eight steps from 0.2 to 0.
        Assert.All(rates.Zip(rates.Skip(1)), p => Assert.Equal(0.2 / 8, p.First - p.Second, 1e-9));
        Assert.InRange(rates[0], 0.2 - 0.2 / 8 - 1e-9, 0.2 + 1e-9);
    }

    [Fact]
    public void Fair_step_sums_the_gradients_of_its_paths()
    {
        using var model = torch.nn.Linear(2, 1, hasBias: false);
        var before = model.weight.to_array<float>();
        using var optimizer = torch.optim.SGD(model.named_parameters(), 0.1);
        var (a, b) = (torch.tensor(new float[] { 1, 2 }), torch.tensor(new float[] { 10, 20 }));
        var result = new WeightUpdate(optimizer, 0, new ForwardPrecision(MixedPrecision.Off, torch.CPU))
            .ApplySum([() => new BatchResult(model.call(a).sum(), 3), () => new BatchResult(model.call(b).sum(), 3)]);
        var after = model.weight.to_array<float>();
        Assert.Equal(before[0] - 0.1 * 11, after[0], 1e-5);
        Assert.Equal(before[1] - 0.1 * 22, after[1], 1e-5);
        Assert.Equal((before[0] * 11 + before[1] * 22) / 2, result.Loss.ToDouble(), 1e-4);
        Assert.Equal(3, result.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    public void Evolution_that_was_cancelled_and_resumed_equals_one_that_never_stopped(int measured)
    {
        Search(Options("whole"), Small);
        using var cancel = new CancellationTokenSource();
        var events = new Events(e =>
        {
            if (e is PhaseProgress { Phase: "evolution" } phase && phase.Done == measured)
                cancel.Cancel();
        });
        if (measured < 12)
        {
            Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), Small, cancel: cancel.Token));
            Assert.Equal(1 + measured, File.ReadAllLines(At("cut", "scores.jsonl")).Length);
            Assert.False(File.Exists(At("cut", "result.json")));
        }
        Search(Options("cut", resume: true), Small);
        foreach (var file in new[] { "supernet.safetensors", "architecture.json", "scores.jsonl" })
            Assert.Equal(File.ReadAllBytes(At("whole", file)), File.ReadAllBytes(At("cut", file)));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Resumed_evolution_measures_only_what_is_new()
    {
        Search(Options("run"), Small);
        var lines = File.ReadAllLines(At("run", "scores.jsonl"));
        File.Delete(At("run", "result.json"));
        // A score that cannot be measured shows where it came from.
        var other = System.Text.RegularExpressions.Regex.Replace(lines[2], "\"accuracy\":\"[^\"]*\"", "\"accuracy\":\"7\"");
        File.WriteAllLines(At("run", "scores.jsonl"), [.. lines[..2], other]);
        var (result, _) = Search(Options("run", resume: true), Small);
        Assert.Equal(7, result.Candidates[0].Score);
        Assert.Equal(12, result.Candidates.Count);
    }

    [Theory]
    [InlineData(PathSampling.StrictFairness)]
    [InlineData(PathSampling.Uniform)]
    public void Training_that_was_cancelled_and_resumed_counts_on(PathSampling sampling)
    {
        var options = Small with { Sampling = sampling };
        var (_, whole) = Search(Options("whole"), options);
        var (events, cancel) = CancelAt(3);
        Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), options, cancel: cancel.Token));
        var (_, resumed) = Search(Options("cut", resume: true), options);
        Assert.Equal(whole.CandidateCounts, resumed.CandidateCounts);
        Assert.Equal(File.ReadAllBytes(At("whole", "supernet.safetensors")), File.ReadAllBytes(At("cut", "supernet.safetensors")));
        Assert.Equal(File.ReadAllText(At("whole", "architecture.json")), File.ReadAllText(At("cut", "architecture.json")));
    }

    [Fact]
    public void Finished_run_returns_its_generations_again()
    {
        var (first, _) = Search(Options("run"), Small);
        var (again, _) = Search(Options("run", resume: true), Small);
        Assert.Equal(first.Generations, again.Generations);
        Assert.Equal(first.Candidates.Select(c => (c.Architecture, c.Score)), again.Candidates.Select(c => (c.Architecture, c.Score)));
        Assert.Equal(3, first.Generations.Count);
    }

    [Fact]
    public void Limits_on_flops_parameters_and_latency_are_kept_and_reported()
    {
        Func<torch.nn.Module<torch.Tensor, torch.Tensor>> build = () => new ShuffleNetNetwork(Blocks);
        var (flops, parameters) = Costs();
        using var model = new ShuffleNetNetwork(Blocks);
        var space = SearchSpace.Of(model);
        var latency = new LatencyTable(space, space.Choices.ToDictionary(c => c.Key, _ => (IReadOnlyList<double>)[1, 2, 3, 4]), 1);
        ArchitectureLimit[] limits =
        [
            new(flops, (flops.Least + flops.Most) / 2), new(parameters, parameters.Most - 1), new(CandidateCosts.Of(latency), 12, 6),
        ];
        var (result, _) = Search(Options("run"), Small, limits: limits, build: build);
        Assert.Equal(12, result.Candidates.Count);
        Assert.All(result.Candidates, c =>
        {
            Assert.InRange(c.Validation["flops"], 0, limits[0].Most);
            Assert.InRange(c.Validation["parameters"], 0, limits[1].Most);
            Assert.InRange(c.Validation["latency_ms"], 6, 12);
        });
        Assert.True(result.Generations.Sum(g => g.BeyondLimits) > 0);
    }

    [Fact]
    public void Limits_that_nothing_keeps_are_refused_before_the_training()
    {
        var flops = Costs().Flops;
        var error = Assert.Throws<ArgumentException>(() => Search(Options("run"), Small, limits: [new(flops, flops.Least / 2)], build: () => new ShuffleNetNetwork(Blocks)));
        Assert.Contains("None of 1000 random architectures keeps all limits: flops from 0 to", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Limits_stand_in_the_description_and_cannot_change_when_a_run_goes_on()
    {
        var flops = Costs().Flops;
        Search(Options("run"), Small, limits: [new(flops, flops.Most)], build: () => new ShuffleNetNetwork(Blocks));
        var error = Assert.Throws<NasSharp.Training.Checkpoints.CheckpointException>(
            () => Search(Options("run", resume: true), Small, limits: [new(flops, flops.Most - 1)], build: () => new ShuffleNetNetwork(Blocks)));
        Assert.Contains("limits.0", error.Message);
    }

    [Fact]
    public void Bins_are_drawn_uniformly_over_the_cost()
    {
        // 4 choices of 0 to 3: the sums 0 to 12 have a mountain in the middle, the bins 0-4, 4-8, 8-12 of the paths have not.
        var costs = new List<double>();
        using var probe = new ShuffleNetNetwork(Blocks);
        var space = SearchSpace.Of(probe);
        var table = new CandidateCosts("steps", space, space.Choices.ToDictionary(c => c.Key, _ => (IReadOnlyList<double>)[0, 1, 2, 3]), 0.5);
        var bins = new CostBins(table, 0, 12.9, 3);
        var run = Options("run");
        using var model = run.Create(() => new ShuffleNetNetwork(Blocks));
        var (train, validation) = TinyData.Split();
        Objective objective = batch => Objectives.Classification(model)(batch);
        SposTrainer? trainer = null;
        Objective counting = batch =>
        {
            if (model.training)
                costs.Add(trainer!.Mutator.Current.Index().Sum(e => Enumerable.Range(0, 4).Single(i => e.Item!.Mask[i])) + 0.5);
            return objective(batch);
        };
        using (trainer = new SposTrainer(model, counting, train, validation, Small with { Epochs = 75, Generations = 1, Crossovers = 0, Mutations = 0, LearningRate = 0.01 }, run, bins: bins))
            trainer.Train();
        Assert.Equal(300, costs.Count);
        // 100 each with a deviation of 8; five of them. Without bins the outer ones would get 15 in 256 and 35 in 256.
        Assert.All(Enumerable.Range(0, 3), b => Assert.InRange(costs.Count(c => c >= bins.Bin(b).Least && c < bins.Bin(b).Most), 60, 140));
        Assert.Contains("\"paths_outside_bins\":0", File.ReadAllText(At("run", "metrics.jsonl")));
    }

    [Fact]
    public void Edges_of_the_authors_bins_are_ten_million_apart()
    {
        using var probe = new ShuffleNetNetwork(Blocks);
        var space = SearchSpace.Of(probe);
        var table = new CandidateCosts("flops", space, space.Choices.ToDictionary(c => c.Key, _ => (IReadOnlyList<double>)[0, 1e8, 2e8, 3e8]));
        var bins = new CostBins(table, 290e6, 360e6);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => (290e6 + i * 10e6, 300e6 + i * 10e6)), Enumerable.Range(0, 7).Select(bins.Bin));
    }

    [Fact]
    public void Bins_that_no_architecture_reaches_are_refused()
    {
        var flops = Costs().Flops;
        Assert.Contains("the architectures of the space have", Assert.Throws<ArgumentException>(() => new CostBins(flops, flops.Most + 1, flops.Most + 2)).Message);
    }

    [Fact]
    public void Bins_and_strict_fairness_exclude_each_other()
    {
        var flops = Costs().Flops;
        Assert.Contains("exclude each other", Assert.Throws<ArgumentException>(() => Search(Options("run"), Small with { Sampling = PathSampling.StrictFairness },
            bins: new CostBins(flops, flops.Least, flops.Most), build: () => new ShuffleNetNetwork(Blocks))).Message);
    }

    [Fact]
    public void Preprocessing_of_the_images_travels_with_architecture_and_weights()
    {
        int[] labels = [.. Enumerable.Range(0, 48).Select(i => i % 3)];
        var pixels = new byte[48 * 6 * 6 * 3];
        var bgr = ImagePreprocessing.BgrBytes(6, 6);
        var images = ImageData.FromPixels("blank", ["a", "b", "c"], (pixels, labels), (pixels, labels), 6, 6, 3, new ImageDataOptions { Preprocessing = bgr });
        var (train, validation) = images.SplitTrain(0.5, 1);
        var run = Options("run");
        using var model = run.Create(() => new TinySupernet());
        using var trainer = new SposTrainer(model, Objectives.Classification(model), train, validation, Small with { Generations = 1, LearningRate = 1e-6 }, run);
        trainer.Train();
        Assert.Equal(bgr, ArchitectureFile.ReadMeta(At("run", "architecture.json"))!.Preprocessing);
        using var weights = NasSharp.Torch.Serialization.SafetensorsFile.Open(At("run", "supernet.safetensors"));
        Assert.Equal(bgr, ImagePreprocessing.FromJson(weights.Metadata["preprocessing"]));
    }
}
